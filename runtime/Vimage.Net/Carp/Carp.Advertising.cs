using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Vimage.Net;

/// <content>Advertisements that go out. (FreeBSD: <c>carp_send_ad</c>.)</content>
public sealed partial class Carp
{
    // Who forwards takes one off: what has this is of the link.
    private const byte TimeToLive = 255;

    private readonly Callout _advertiser;

    // The highest that any master has sent, as far as was heard.
    private ulong? _counter;

    private static InAddress InetGroup => 0xE0000012;

    private InAddress Inet6Group => new InAddress(0xFF02UL << 48, 0x12).WithZone(Interface.Index);

    /// <summary>
    /// Gets or sets whom advertisements over IPv4 go to, where the hosts are not on one link; <see langword="null"/> for 224.0.0.18. They
    /// are then not asked for the time to live that shows that they are of the link. (<c>ifconfig X vhid N peer A</c>, <c>mcast</c>)
    /// </summary>
    /// <exception cref="ArgumentException">It is not the IPv4 address of one host. (EINVAL)</exception>
    public IPAddress? Peer
    {
        get;
        set => field = ThrowUnlessPeer(value, AddressFamily.InterNetwork);
    }

    /// <summary>
    /// Gets or sets whom those over IPv6 go to; <see langword="null"/> for ff02::12. (<c>ifconfig X vhid N peer6 A</c>, <c>mcast6</c>)
    /// </summary>
    /// <exception cref="ArgumentException">It is not the IPv6 address of one host. (EINVAL)</exception>
    public IPAddress? Peer6
    {
        get;
        set => field = ThrowUnlessPeer(value, AddressFamily.InterNetworkV6);
    }

    private static IPAddress? ThrowUnlessPeer(IPAddress? peer, AddressFamily family)
    {
        return peer is null || (peer.AddressFamily == family && InAddress.From(peer) is { IsMulticast: false, IsAny: false })
            ? peer
            : throw new ArgumentException($"{peer} can't be a peer: it is not the address of one host, of family {family}. (EINVAL)", nameof(peer));
    }

    private static TimeSpan Interval(int seconds, int skew) => TimeSpan.FromTicks(Microseconds(seconds, skew) * TimeSpan.TicksPerMicrosecond);

    private static long Microseconds(int seconds, int skew)
    {
        const int PerSecond = 1_000_000;
        const int SkewsPerSecond = 256;
        return ((long)seconds * PerSecond) + (skew * PerSecond / SkewsPerSecond);
    }

    private void OnAdvertiser()
    {
        if (State == CarpState.Master && CanRun)
        {
            Advertise();
        }
        else
        {
            Stop();
            Restart();
        }
    }

    private void Advertise()
    {
        if (_inet.Count > 0)
        {
            V_carpstats.Sent++;
            CountSent(Send(Peer is null ? InetGroup : InAddress.From(Peer)));
        }

        if (_inet6.Count > 0)
        {
            V_carpstats.Sent6++;
            CountSent(Send(Peer6 is null ? Inet6Group : InAddress.From(Peer6).WithZone(Interface.Index)));
        }

        Interface.Netisr.Reset(_advertiser, Interval(AdvBase, DemotedSkew));
    }

    private bool Send(InAddress destination)
    {
        if (!TryResolve(destination, out RouteTarget target))
        {
            Inet.CountNoRoute(destination);
            return false;
        }

        Mbuf packet = Interface.Netisr.Pool.Get(CarpHeader.Size);
        CarpHeader carp = new(packet.Append(CarpHeader.Size));
        _counter = _counter + 1 ?? Interface.Netisr.Random.Next();
        carp.Write(Vhid, AdvBase, DemotedSkew, _counter.Value);
        MakeDigest(_counter.Value, carp.Digest);
        carp.WriteChecksum();
        const int CodePointShift = 2;
        IpFields fields = new()
        {
            Source = target.Source,
            Destination = destination,
            Protocol = IpProtocol.Carp,
            TimeToLive = TimeToLive,
            TypeOfService = (byte)(V_carp_dscp << CodePointShift),
            DontFragment = true,
        };
        packet.SourceLink = destination.IsMulticast ? LinkAddress : default;
        return Inet.Output(packet, fields, target) == SocketError.Success;
    }

    private bool TryResolve(InAddress destination, out RouteTarget target)
    {
        if (!destination.IsMulticast)
        {
            return Routing.Resolve(destination, InAddress.AnyLike(destination), flow: 0, Interface.Fib, out target) == SocketError.Success;
        }

        InAddress source = Interface.InAddresses.Count > 0 ? Interface.InAddresses[0].Address : Ipv4.Any;
        bool isPossible = destination.IsIpv4 || SourceSelection.TryChoose(destination, Interface, out source);
        target = new RouteTarget(Interface, destination, source);
        return isPossible;
    }

    // Over what hosts have to agree on, and the counter: version, type, vhid, addresses in their order. (FreeBSD: carp_hmac_prepare.)
    private void MakeDigest(ulong counter, Span<byte> digest)
    {
        const int Fixed = 3;
        Span<byte> data = new byte[Fixed + (_inet.Count * sizeof(uint)) + (_inet6.Count * InAddress.Size) + sizeof(ulong)];
        data[0] = CarpHeader.Version;
        data[1] = CarpHeader.Advertisement;
        data[2] = (byte)Vhid;
        Span<byte> rest = data[Fixed..];
        foreach (uint address in _inet.Keys)
        {
            BinaryPrimitives.WriteUInt32BigEndian(rest, address);
            rest = rest[sizeof(uint)..];
        }

        foreach (In6Ifaddr address in _inet6.Values)
        {
            address.Address.Write(rest);
            rest = rest[InAddress.Size..];
        }

        BinaryPrimitives.WriteUInt64BigEndian(rest, counter);
#pragma warning disable CA5350 // The protocol has no other.
        HMACSHA1.HashData(_password, data, digest);
#pragma warning restore CA5350
    }
}
