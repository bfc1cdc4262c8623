namespace Vimage.Net.Topology;

/// <summary>An end of an edge of a picture.</summary>
/// <param name="Node">The name of the node.</param>
/// <param name="Interface">The name of its interface.</param>
public sealed record GraphEnd(string Node, string Interface)
{
    /// <summary>Gets the addresses of the interface, with the lengths of their prefixes.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}
