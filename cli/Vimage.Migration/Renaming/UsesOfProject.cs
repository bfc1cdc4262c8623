namespace Vimage.Migration.Renaming;

/// <summary>What was found in a project.</summary>
internal sealed record UsesOfProject(IReadOnlyCollection<Use> Uses, IReadOnlyCollection<DisabledName> Disabled);
