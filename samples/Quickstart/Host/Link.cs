namespace Quickstart.Host;

/// <summary>A cable between two routers, and the network of two addresses on it.</summary>
internal sealed class Link(int index, int a, int b)
{
    internal const uint Mask = 0xFFFF_FFFC;

    internal int A => a;

    internal int B => b;

    /// <summary>Gets the network: 10.128.0.0/30 and up.</summary>
    internal uint Network => 0x0A80_0000 + ((uint)index * 4);

    /// <summary>Gets a value indicating whether the routers see that there is a cable.</summary>
    internal bool HasCarrier { get; private set; } = true;

    /// <summary>Gets a value indicating whether what is sent arrives.</summary>
    internal bool Delivers { get; private set; } = true;

    internal bool Joins(int router) => router == a || router == b;

    internal int Opposite(int router) => router == a ? b : a;

    internal uint AddressOf(int router) => Network + (router == a ? 1u : 2u);

    /// <summary>Cuts the cable.</summary>
    /// <param name="isNoticed">Whether the routers lose the carrier; otherwise packets are lost and nobody is told.</param>
    internal void Cut(bool isNoticed)
    {
        Delivers = false;
        HasCarrier = !isNoticed;
    }

    public override string ToString() => $"r{a}-r{b}";
}
