namespace Vimage.Net;

/// <summary>What a router tells the hosts on a link (RFC 4861, 6.2.1), with the defaults of that.</summary>
public sealed record RouterAdvertisement
{
    /// <summary>Gets the prefixes.</summary>
    public IReadOnlyList<AdvertisedPrefix> Prefixes { get; init; } = [];

    /// <summary>Gets how long it is a default router, in whole seconds up to 9000; 0 if it is none.</summary>
    public TimeSpan RouterLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets how much it wants to be the one that hosts use (RFC 4191): -1, 0 or 1.</summary>
    public int Preference { get; init; }

    /// <summary>Gets the hop limit that hosts are to use; 0 to say nothing of it.</summary>
    public byte HopLimit { get; init; } = 64;

    /// <summary>Gets the MTU of the link, if hosts are to be told.</summary>
    public int? Mtu { get; init; }

    /// <summary>Gets how long a neighbour is taken to be there after it was heard of; zero to say nothing of it.</summary>
    public TimeSpan ReachableTime { get; init; }

    /// <summary>Gets the time between two questions to a neighbour; zero to say nothing of it.</summary>
    public TimeSpan RetransmitTime { get; init; }

    /// <summary>Gets the longest time between two advertisements: 4 seconds to 30 minutes. The shortest is a third of it.</summary>
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <exception cref="ArgumentException">It can't be sent.</exception>
    internal void ThrowIfImpossible()
    {
        ThrowIf(RouterLifetime < TimeSpan.Zero || RouterLifetime > TimeSpan.FromSeconds(9000), nameof(RouterLifetime), RouterLifetime, "0 to 9000 seconds");
        ThrowIf(Preference is < -1 or > 1, nameof(Preference), Preference, "-1, 0 or 1");
        ThrowIf(Mtu < Ip6Header.MinMtu, nameof(Mtu), Mtu, "1280 bytes at least");
        ThrowIf(MaxInterval < TimeSpan.FromSeconds(4) || MaxInterval > TimeSpan.FromMinutes(30), nameof(MaxInterval), MaxInterval, "4 seconds to 30 minutes");
        ThrowIf(Prefixes.Count > RouterAdvertiser.MaxPrefixes, nameof(Prefixes), Prefixes.Count, $"{RouterAdvertiser.MaxPrefixes} prefixes at most");
        foreach (AdvertisedPrefix prefix in Prefixes)
        {
            ThrowIf(
                prefix.PreferredLifetime > prefix.ValidLifetime && prefix.ValidLifetime != Timeout.InfiniteTimeSpan,
                nameof(prefix.PreferredLifetime),
                prefix.PreferredLifetime,
                $"what prefix {prefix.Prefix} is valid for at most");
        }
    }

    private static void ThrowIf(bool isImpossible, string name, object? value, string range)
    {
        if (isImpossible)
        {
            throw new ArgumentException($"{name} can't be {value}: it takes {range}. (EINVAL)", name);
        }
    }
}
