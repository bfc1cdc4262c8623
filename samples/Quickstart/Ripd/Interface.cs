using System;

namespace Quickstart.Ripd;

/// <summary>A network interface, and the network it is on.</summary>
internal struct Interface
{
    internal string Name;
    internal uint Address;
    internal uint Mask;

    /// <summary>What a hop over this interface adds to a metric.</summary>
    internal int Cost;

    internal bool IsUp;

    /// <summary>The device: sends a packet to everybody on the network.</summary>
    internal Action<byte[]> Transmit;

    internal readonly uint Network => Address & Mask;
}
