namespace Vimage.Net;

/// <summary>A state by what its packets have on one side of the interface, in the index of that side.</summary>
internal sealed class PfStateLink(in PfStateKey key, PfState state)
{
    private readonly PfStateKey _key = key;

    internal ref readonly PfStateKey Key => ref _key;

    internal PfState State { get; } = state;

    internal ulong Transport { get; } = key.Transport;

    /// <summary>Gets both addresses of a key of IPv4.</summary>
    internal ulong Ipv4Addresses { get; } = key.Ipv4Addresses;

    internal int Hash { get; set; }

    /// <summary>Gets or sets the next one in the same bucket.</summary>
    internal PfStateLink? Next { get; set; }
}
