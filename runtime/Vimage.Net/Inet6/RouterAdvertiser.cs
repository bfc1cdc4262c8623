using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>
/// Advertises this vnet as a router on a link, again and again and to who asks, until it is disposed: then it says that it is none any
/// more. The vnet is to forward (<see cref="Ip6.IsForwarding"/>). (FreeBSD: <c>rtadvd(8)</c>.)
/// </summary>
public sealed class RouterAdvertiser : IDisposable
{
    /// <summary>How many prefixes fit where nothing has to be cut.</summary>
    internal const int MaxPrefixes = 32;

    private const int HeaderSize = 16;

    // RFC 4861, 10.
    private const int MaxInitialAdvertisements = 3;
    private const int MaxInitialInterval = 16_000;
    private const int MinDelayBetween = 3_000;
    private const int MaxDelayOfAnswer = 500;

    private readonly Callout _timer;
    private RouterAdvertisement _advertisement;
    private int _initial = MaxInitialAdvertisements;
    private long _lastSent = long.MinValue / 2;

    private RouterAdvertiser(Ifnet @interface, RouterAdvertisement advertisement)
    {
        Interface = @interface;
        _advertisement = advertisement;
        _timer = new Callout(static self => ((RouterAdvertiser)self).OnTimer(), this);
    }

    /// <summary>Gets the interface to the link.</summary>
    public Ifnet Interface { get; }

    /// <summary>Gets or sets what is advertised. The next advertisement is sent soon.</summary>
    /// <exception cref="ArgumentException">It can't be sent.</exception>
    public RouterAdvertisement Advertisement
    {
        get => _advertisement;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.ThrowIfImpossible();
            using (Interface.Netisr.Enter())
            using (CURVNET_SET(Interface.Vnet))
            {
                _advertisement = value;
                _initial = MaxInitialAdvertisements;
                SendSoon();
            }
        }
    }

    /// <summary>Begins to advertise.</summary>
    /// <param name="interface">The interface to the link, in the current vnet, which speaks IPv6.</param>
    /// <param name="advertisement">What.</param>
    /// <returns>What goes on until it is disposed, or the interface stops to speak IPv6.</returns>
    /// <exception cref="ArgumentException">It can't be sent.</exception>
    /// <exception cref="NetworkException">
    /// The interface does not speak IPv6 (EAFNOSUPPORT), or is advertised by already (EEXIST).
    /// </exception>
    public static RouterAdvertiser Start(Ifnet @interface, RouterAdvertisement advertisement)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        ArgumentNullException.ThrowIfNull(advertisement);
        advertisement.ThrowIfImpossible();
        using (@interface.Netisr.Enter())
        {
            if (@interface.Inet6 is not { } inet6)
            {
                throw new NetworkException(
                    "EAFNOSUPPORT", @interface.Vnet, @interface.Name, $"Interface '{@interface}' does not speak IPv6; enable it, or give it an address.");
            }

            if (inet6.Advertiser is not null)
            {
                throw new NetworkException("EEXIST", @interface.Vnet, @interface.Name, $"Interface '{@interface}' is advertised by already.");
            }

            RouterAdvertiser advertiser = new(@interface, advertisement);
            inet6.Advertiser = advertiser;
            using (CURVNET_SET(@interface.Vnet))
            {
                advertiser.SendSoon();
            }

            return advertiser;
        }
    }

    /// <summary>Says that it is no router any more, and stops.</summary>
    public void Dispose()
    {
        using (Interface.Netisr.Enter())
        {
            if (Interface.Inet6?.Advertiser != this)
            {
                return;
            }

            using (CURVNET_SET(Interface.Vnet))
            {
                Send(TimeSpan.Zero);
                Stop();
            }
        }
    }

    /// <summary>Stops without a word.</summary>
    internal void Stop()
    {
        Interface.Netisr.Stop(_timer);
        Interface.Inet6!.Advertiser = null;
    }

    /// <summary>Answers somebody who has asked for routers (RFC 4861, 6.2.6): to all, not in step with others, and not too often.</summary>
    internal void SendSoon()
    {
        Netisr netisr = Interface.Netisr;
        long earliest = _lastSent + (MinDelayBetween * 1_000_000L);
        long due = Math.Max(netisr.Now + (netisr.Random.Next(MaxDelayOfAnswer) * 1_000_000L), earliest);
        if (!_timer.IsPending || due < _timer.Due)
        {
            netisr.ResetAt(_timer, due);
        }
    }

    private void OnTimer()
    {
        Send(_advertisement.RouterLifetime);
        int most = (int)_advertisement.MaxInterval.TotalMilliseconds;
        int interval = (most / 3) + Interface.Netisr.Random.Next(most - (most / 3));
        if (--_initial > 0)
        {
            interval = Math.Min(interval, MaxInitialInterval);
        }

        Interface.Netisr.Reset(_timer, TimeSpan.FromMilliseconds(interval));
    }

    private void Send(TimeSpan lifetime)
    {
        // Only a link-local address tells hosts who a router is; as long as that is not sure nothing is sent.
        if (Interface.LinkLocal is not { } source)
        {
            return;
        }

        _lastSent = Interface.Netisr.Now;
        int link = Interface.LinkAddress.Value == 0 ? 0 : NdOptions.ShortSize;
        int mtu = _advertisement.Mtu is null ? 0 : NdOptions.ShortSize;
        int length = HeaderSize + link + mtu + (_advertisement.Prefixes.Count * NdPrefixOption.Size);
        Mbuf packet = Interface.Netisr.Pool.Get(length);
        Span<byte> message = packet.Append(length);
        Write(message, lifetime);
        Span<byte> options = message[HeaderSize..];
        if (link > 0)
        {
            NdOptions.WriteLink(options, NdOptions.SourceLink, Interface.LinkAddress);
            options = options[link..];
        }

        if (_advertisement.Mtu is { } value)
        {
            NdOptions.WriteMtu(options, value);
            options = options[mtu..];
        }

        foreach (AdvertisedPrefix prefix in _advertisement.Prefixes)
        {
            new NdPrefixOption(options).Write(
                InAddress.From(prefix.Prefix.BaseAddress),
                prefix.Prefix.PrefixLength,
                prefix.IsOnLink,
                prefix.IsAutonomous,
                Seconds(prefix.ValidLifetime),
                Seconds(prefix.PreferredLifetime));
            options = options[NdPrefixOption.Size..];
        }

        Nd6.Send(Interface, packet, source, InAddress.AllNodes.WithZone(Interface.Index));
    }

    private void Write(Span<byte> message, TimeSpan lifetime)
    {
        new Icmp6Header(message).Write(Icmp6Type.RouterAdvertisement, 0, 0);
        message[4] = _advertisement.HopLimit;
        message[5] = (byte)((_advertisement.Preference & 3) << 3);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], (ushort)lifetime.TotalSeconds);
        BinaryPrimitives.WriteUInt32BigEndian(message[8..], (uint)_advertisement.ReachableTime.TotalMilliseconds);
        BinaryPrimitives.WriteUInt32BigEndian(message[12..], (uint)_advertisement.RetransmitTime.TotalMilliseconds);
    }

    private static uint Seconds(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan ? uint.MaxValue : (uint)Math.Clamp(time.TotalSeconds, 0, uint.MaxValue - 1);
}
