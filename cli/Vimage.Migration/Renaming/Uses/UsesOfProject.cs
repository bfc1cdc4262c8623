using Vimage.Migration.Renaming.Disabled;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>What was found in a project.</summary>
/// <param name="Uses">The uses, in files that people wrote.</param>
/// <param name="Others">The places of names that are the same but mean something else.</param>
/// <param name="Disabled">The names in disabled branches of <c>#if</c>.</param>
/// <param name="Generated">The uses in code that other source generators made.</param>
internal sealed record UsesOfProject(
    IReadOnlyCollection<Use> Uses,
    IReadOnlyCollection<(string FilePath, int Position)> Others,
    IReadOnlyCollection<DisabledName> Disabled,
    IReadOnlyCollection<Use> Generated);
