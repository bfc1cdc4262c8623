namespace Vimage.Net;

/// <summary>What neighbour discovery counts in a vnet.</summary>
public sealed class Nd6Statistics
{
    /// <summary>Gets the solicitations sent, those that look for duplicates among them.</summary>
    public long SolicitationsSent { get; internal set; }

    /// <summary>Gets the advertisements sent.</summary>
    public long AdvertisementsSent { get; internal set; }

    /// <summary>Gets the solicitations received.</summary>
    public long SolicitationsReceived { get; internal set; }

    /// <summary>Gets the advertisements received.</summary>
    public long AdvertisementsReceived { get; internal set; }

    /// <summary>Gets the router advertisements received and believed.</summary>
    public long RouterAdvertisementsReceived { get; internal set; }

    /// <summary>Gets the packets dropped because a neighbour did not answer, or too many waited.</summary>
    public long Dropped { get; internal set; }

    /// <summary>Gets the neighbours that were not there any more.</summary>
    public long Unreachable { get; internal set; }

    /// <summary>Gets the own addresses that others have.</summary>
    public long DuplicateAddresses { get; internal set; }

    /// <summary>Gets the neighbours that there was no room for.</summary>
    public long TableFull { get; internal set; }
}
