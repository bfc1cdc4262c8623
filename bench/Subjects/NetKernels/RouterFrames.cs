using System.Net;
using Vimage.Net;

namespace Vimage.Bench.Subjects;

/// <summary>The addresses on both sides of a router of one family, and the datagrams that go from one side to the other.</summary>
internal sealed class RouterFrames
{
    private const ushort Port = 9;
    private const byte HopLimit = 64;

    private static readonly MacAddress s_neighbor = MacAddress.Parse("02:00:00:00:00:99");

    private readonly IPNetwork _inside;
    private readonly IPNetwork _outside;

    private RouterFrames(string inside, string outside)
    {
        _inside = IPNetwork.Parse(inside);
        _outside = IPNetwork.Parse(outside);
    }

    internal static RouterFrames Ipv4 { get; } = new("10.1.0.0/16", "10.2.0.0/24");

    internal static RouterFrames Ipv6 { get; } = new("2001:db8:1::/64", "2001:db8:2::/64");

    private bool IsIpv6 => _inside.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;

    /// <summary>Gets the router's address inside.</summary>
    internal InAddress Router => InAddress.From(HostOf(_inside, 1));

    /// <summary>Gets the address of the host outside.</summary>
    internal InAddress Outside => InAddress.From(OutsideHost);

    private IPAddress InsideHost => HostOf(_inside, 2);

    private IPAddress OutsideHost => HostOf(_outside, 2);

    /// <summary>Gives the router its addresses, and tells it the link-layer addresses of the hosts.</summary>
    internal void Configure(Epair inside, Epair outside)
    {
        if (IsIpv6)
        {
            // Nobody else is there who could have the addresses.
            Vnet.Current.SetVariable("net.inet6.ip6.dad_count", 0);
        }

        inside.AddAddress(HostOf(_inside, 1), _inside.PrefixLength);
        outside.AddAddress(HostOf(_outside, 1), _outside.PrefixLength);
        AddNeighbor(inside, InsideHost);
        AddNeighbor(outside, OutsideHost);
    }

    /// <summary>Returns a datagram from inside that the router sends on.</summary>
    internal byte[] FrameTo(MacAddress router, int size) => Frame(router, size, InsideHost, OutsideHost);

    /// <summary>Returns the answer.</summary>
    internal byte[] AnswerTo(MacAddress router, int size) => Frame(router, size, OutsideHost, InsideHost);

    private static IPAddress HostOf(IPNetwork network, byte number)
    {
        byte[] bytes = network.BaseAddress.GetAddressBytes();
        bytes[^1] = number;
        return new IPAddress(bytes);
    }

    private void AddNeighbor(Epair @interface, IPAddress host)
    {
        if (IsIpv6)
        {
            Nd6.AddStatic(@interface, host, s_neighbor);
        }
        else
        {
            Arp.AddStatic(@interface, host, s_neighbor);
        }
    }

    private byte[] Frame(MacAddress router, int size, IPAddress source, IPAddress destination)
    {
        byte[] frame = new byte[size];
        EthernetHeader.Write(frame, router, s_neighbor, IsIpv6 ? EtherType.Ipv6 : EtherType.Ipv4);
        Span<byte> packet = frame.AsSpan(EthernetHeader.Size);
        IpFields fields = new()
        {
            Source = InAddress.From(source),
            Destination = InAddress.From(destination),
            Protocol = IpProtocol.Udp,
            TimeToLive = HopLimit,
        };
        int headerLength = IsIpv6 ? Ip6Header.Size : IpHeader.MinSize;
        int payloadLength = packet.Length - headerLength;
        if (IsIpv6)
        {
            new Ip6Header(packet).Write(fields, IpProtocol.Udp, payloadLength);
        }
        else
        {
            new IpHeader(packet).Write(fields, packet.Length, identification: 1);
        }

        new UdpHeader(packet[headerLength..]).Write(Port, Port, payloadLength);
        return frame;
    }
}
