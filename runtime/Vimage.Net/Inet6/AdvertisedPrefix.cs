using System.Net;

namespace Vimage.Net;

/// <summary>A prefix that a router advertises (RFC 4861, 4.6.2).</summary>
/// <param name="Prefix">The prefix. Hosts make addresses only of one of 64 bits.</param>
public sealed record AdvertisedPrefix(IPNetwork Prefix)
{
    /// <summary>Gets a value indicating whether all with it are on the link.</summary>
    public bool IsOnLink { get; init; } = true;

    /// <summary>Gets a value indicating whether hosts make addresses of it.</summary>
    public bool IsAutonomous { get; init; } = true;

    /// <summary>Gets how long it is valid, in whole seconds; <see cref="Timeout.InfiniteTimeSpan"/> for ever. 30 days unless given.</summary>
    public TimeSpan ValidLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Gets how long of that its addresses are used for what is new. 7 days unless given.</summary>
    public TimeSpan PreferredLifetime { get; init; } = TimeSpan.FromDays(7);
}
