using System.Net;
using Vimage.Net;

namespace Vimage.Bench.Subjects;

/// <summary>
/// A vnet that forwards from one pair of interfaces to another, fed with frames as if they had come over the first: what the
/// stack itself does, to completion, on one thread.
/// </summary>
public sealed class Router
{
    /// <summary>The length of a frame: the shortest that Ethernet has, with the four bytes of its own checksum that nobody here carries.</summary>
    public const int FrameSize = 64;

    /// <summary>How many are delivered by one holder of the lock, as a driver hands over what came since it looked last.</summary>
    public const int Burst = 64;

    private static readonly MacAddress s_neighbor = MacAddress.Parse("02:00:00:00:00:99");

    private readonly Netisr _netisr;
    private readonly Epair _inside;
    private readonly Epair _end;
    private readonly byte[] _frame;

    private Router(Netisr netisr, Epair inside, Epair end, byte[] frame)
    {
        _netisr = netisr;
        _inside = inside;
        _end = end;
        _frame = frame;
    }

    /// <summary>Makes one of the interfaces of the current vnet, which has none yet; what it sends ends there too.</summary>
    /// <returns>The router.</returns>
    public static Router Create()
    {
        Netisr netisr = new(seed: 1);
        Netisr.Current = netisr;
        Ip.IsForwarding = true;
        (Epair inside, _) = Epair.Create();
        (Epair outside, Epair end) = Epair.Create();
        inside.AddAddress(IPAddress.Parse("10.1.0.1"), 24);
        outside.AddAddress(IPAddress.Parse("10.2.0.1"), 24);
        end.Up();
        Arp.AddStatic(outside, IPAddress.Parse("10.2.0.2"), s_neighbor);
        byte[] link = new byte[MacAddress.Size];
        inside.LinkAddress.Write(link);
        return new Router(netisr, inside, end, FrameTo(link));
    }

    /// <summary>Makes one of the current vnet, between two new ones below it.</summary>
    /// <returns>The router.</returns>
    public static Router CreateBetween()
    {
        Router router = Create();
        router._inside.Peer.MoveTo(Vnet.Current.CreateChild("inside"));
        router._end.MoveTo(Vnet.Current.CreateChild("outside"));
        router._end.Up();
        return router;
    }

    /// <summary>Forwards.</summary>
    /// <param name="count">The number of packets, rounded up to whole bursts.</param>
    /// <returns>How many of them were there.</returns>
    /// <exception cref="InvalidOperationException">Some did not arrive.</exception>
    public int Forward(int count)
    {
        long before = _end.Counters.PacketsIn;
        int sent = 0;
        while (sent < count)
        {
            using (_netisr.Enter())
            {
                for (int i = 0; i < Burst; i++)
                {
                    Mbuf packet = _netisr.Pool.Get(FrameSize);
                    _frame.CopyTo(packet.Append(FrameSize));
                    _netisr.Schedule(_inside, packet);
                }
            }

            sent += Burst;
        }

        return _end.Counters.PacketsIn - before == sent
            ? sent
            : throw new InvalidOperationException($"Of {sent} packets {_end.Counters.PacketsIn - before} were forwarded.");
    }

    /// <summary>Returns what is forwarded.</summary>
    /// <param name="router">The router's link-layer address.</param>
    /// <returns>A UDP datagram with all its headers.</returns>
    public static byte[] FrameTo(ReadOnlySpan<byte> router)
    {
        byte[] frame = new byte[FrameSize];
        EthernetHeader.Write(frame, MacAddress.Read(router), s_neighbor, EtherType.Ipv4);
        Span<byte> packet = frame.AsSpan(EthernetHeader.Size);
        new IpHeader(packet).Write(
            new IpFields
            {
                Source = Ipv4.FromAddress(IPAddress.Parse("10.1.0.2")),
                Destination = Ipv4.FromAddress(IPAddress.Parse("10.2.0.2")),
                Protocol = IpProtocol.Udp,
                TimeToLive = 64,
            },
            packet.Length,
            identification: 1);
        new UdpHeader(packet[IpHeader.MinSize..]).Write(9, 9, packet.Length - IpHeader.MinSize);
        return frame;
    }
}
