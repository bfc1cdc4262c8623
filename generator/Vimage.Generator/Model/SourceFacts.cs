namespace Vimage.Generator.Model;

/// <summary>All that is read from one source file.</summary>
/// <param name="Parts">
/// The declarations that make or may add to a module; of a partial type that is none, those with a static constructor, or with
/// names that might be in the way.
/// </param>
internal sealed record SourceFacts(EquatableArray<ModulePart> Parts);
