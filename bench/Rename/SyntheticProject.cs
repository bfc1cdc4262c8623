namespace Vimage.Bench.Rename;

/// <summary>A project of the synthetic solution.</summary>
/// <param name="Name">Its name.</param>
/// <param name="References">The projects that it references.</param>
/// <param name="Files">The full paths of its files.</param>
internal sealed record SyntheticProject(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Files);
