namespace Vimage.Net.Topology;

/// <summary>A link between two nodes: a pair of interfaces.</summary>
/// <param name="Name">Its name.</param>
/// <param name="A">The one end.</param>
/// <param name="B">The other end.</param>
public sealed record TopologyLink(string Name, TopologyEnd A, TopologyEnd B)
{
    /// <summary>Gets how it behaves from <see cref="A"/> to <see cref="B"/>; <see langword="null"/> for a perfect link.</summary>
    public LinkProperties? Forward { get; init; }

    /// <summary>Gets how it behaves from <see cref="B"/> to <see cref="A"/>; <see langword="null"/> for a perfect link.</summary>
    public LinkProperties? Backward { get; init; }

    /// <summary>Gets the bytes that a packet may have on it.</summary>
    public int Mtu { get; init; } = DefaultMtu;

    internal const int DefaultMtu = 1500;
}
