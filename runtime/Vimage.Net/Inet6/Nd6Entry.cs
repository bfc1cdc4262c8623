namespace Vimage.Net;

/// <summary>What is known of one neighbour. (FreeBSD: <c>struct llentry</c>.)</summary>
internal sealed class Nd6Entry
{
    internal Nd6Entry(EthernetIfnet @interface, InAddress address)
    {
        Interface = @interface;
        Address = address;
        Timer = new Callout(static self => Nd6.OnTimer((Nd6Entry)self), this);
    }

    /// <summary>Packets that wait for the answer.</summary>
    internal MbufQueue Held;

    internal EthernetIfnet Interface { get; }

    internal InAddress Address { get; }

    internal Nd6State State { get; set; } = Nd6State.Incomplete;

    internal MacAddress Link { get; set; }

    /// <summary>Gets or sets a value indicating whether it has said that it is a router.</summary>
    internal bool IsRouter { get; set; }

    /// <summary>Gets or sets how often it was asked for in this state without an answer.</summary>
    internal int Tries { get; set; }

    internal Callout Timer { get; }
}
