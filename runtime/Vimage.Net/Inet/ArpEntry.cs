namespace Vimage.Net;

/// <summary>What is known of one neighbour. (FreeBSD: <c>struct llentry</c>.)</summary>
internal sealed class ArpEntry
{
    internal ArpEntry(EthernetIfnet @interface, uint address)
    {
        Interface = @interface;
        Address = address;
        Timer = new Callout(static self => Arp.OnTimer((ArpEntry)self), this);
    }

    /// <summary>Packets that wait for the answer.</summary>
    internal MbufQueue Held;

    internal EthernetIfnet Interface { get; }

    internal uint Address { get; }

    internal MacAddress Link { get; set; }

    internal bool IsResolved { get; set; }

    /// <summary>Gets or sets a value indicating whether it neither expires nor changes.</summary>
    internal bool IsPermanent { get; set; }

    /// <summary>Gets or sets how often the neighbour was asked for without an answer.</summary>
    internal int Tries { get; set; }

    internal Callout Timer { get; }
}
