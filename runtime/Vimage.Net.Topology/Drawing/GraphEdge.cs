namespace Vimage.Net.Topology;

/// <summary>An edge of a picture: a link.</summary>
/// <param name="A">The one end.</param>
/// <param name="B">The other end.</param>
public sealed record GraphEdge(GraphEnd A, GraphEnd B)
{
    /// <summary>Gets a value indicating whether nothing gets over it.</summary>
    public bool IsCut { get; init; }
}
