namespace Vimage.Net.Topology;

/// <summary>Something that is wrong with a topology.</summary>
/// <param name="File">The file; <see langword="null"/> where the topology was built by calls.</param>
/// <param name="Line">The line, from 1; 0 where it was built by calls.</param>
/// <param name="Column">The column, from 1; 0 where it was built by calls.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record TopologyError(string? File, int Line, int Column, string Message)
{
    /// <summary>Returns it as compilers write it: <c>office.yaml(3,5): ...</c></summary>
    /// <returns>The text.</returns>
    public override string ToString() => File is null ? Message : Line == 0 ? $"{File}: {Message}" : $"{File}({Line},{Column}): {Message}";
}
