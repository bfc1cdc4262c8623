namespace Vimage.Net.Topology;

/// <summary>A node of a picture.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
public sealed record GraphNode(string Name, NodeKind Kind)
{
    /// <summary>Gets a value indicating whether the picture is about it: it is drawn in another colour.</summary>
    public bool IsMarked { get; init; }
}
