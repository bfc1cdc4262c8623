namespace Vimage.Net;

/// <summary>What an interface that speaks IPv6 has for it. (FreeBSD: <c>struct in6_ifextra</c>.)</summary>
internal sealed class In6Interface(ulong interfaceId)
{
    /// <summary>RFC 4861, 10.</summary>
    internal const int DefaultReachableTime = 30_000;
    internal const int DefaultRetransmitTime = 1000;

    /// <summary>Gets the half of its addresses that names the interface.</summary>
    internal ulong InterfaceId { get; } = interfaceId;

    internal List<In6Ifaddr> Addresses { get; } = [];

    /// <summary>Gets what is known of the neighbours on the link, by address. (FreeBSD: <c>struct lltable</c>.)</summary>
    internal Dictionary<InAddress, Nd6Entry> Neighbors { get; } = [];

    /// <summary>Gets or sets how many of them have not answered: a flood by strangers is not to cost a search for one each time.</summary>
    internal int IncompleteNeighbors { get; set; }

    /// <summary>Gets or sets a value indicating whether what routers advertise is believed. (<c>ND6_IFF_ACCEPT_RTADV</c>)</summary>
    internal bool AcceptsRouterAdvertisements { get; set; }

    /// <summary>Gets or sets the hop limit that a router has advertised; 0 if none has.</summary>
    internal byte HopLimit { get; set; }

    /// <summary>Gets or sets how long a neighbour is taken to be there after it was heard of, in milliseconds.</summary>
    internal int ReachableTime { get; set; } = DefaultReachableTime;

    /// <summary>Gets or sets the time between two questions, in milliseconds.</summary>
    internal int RetransmitTime { get; set; } = DefaultRetransmitTime;

    /// <summary>Gets or sets what advertises the vnet as a router on the link.</summary>
    internal RouterAdvertiser? Advertiser { get; set; }

    /// <summary>Gets or sets what asks for routers, and how often it still does.</summary>
    internal Callout? Soliciting { get; set; }

    internal int SolicitationsLeft { get; set; }
}
