using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The IPv6 groups of an interface: MLDv2 (RFC 3810), and MLDv1 with routers that speak no other.</summary>
internal sealed class MldLink(Ifnet @interface) : MulticastLink(@interface)
{
    private const int InterfaceScope = 1;

    // The next header; its length beyond 8 bytes; that routers look at it, as it is of MLD (RFC 2711); two bytes of padding.
    private static ReadOnlySpan<byte> HopByHop => [IpProtocol.Icmp6, 0, 5, 2, 0, 0, 1, 0];

    private static InAddress Mld2Routers => new(0xFF02UL << 48, 0x16);

    internal override int Newest => 2;

    private protected override int AddressSize => InAddress.Size;

    private protected override int MaxReport => Math.Max(Interface.Mtu, Ip6Header.MinMtu) - Ip6Header.Size - HopByHop.Length;

    private protected override bool CanReport => base.CanReport && Interface.Inet6 is not null;

    // RFC 3810, 6: nobody but the node itself is concerned by the scopes 0 and 1, and all are in ff02::1.
    private protected override bool IsReported(InAddress group) =>
        group.MulticastScope > InterfaceScope && group.WithoutZone() != InAddress.AllNodes;

    private protected override void WriteAddress(InAddress address, Span<byte> bytes) => address.Write(bytes);

    private protected override void Send(Mbuf report, int records)
    {
        Span<byte> message = report.Span;
        message[0] = (byte)Icmp6Type.ListenerReport2;
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], (ushort)records);
        Send(report, Mld2Routers);
    }

    private protected override void SendOlder(InAddress group, int version, bool isLeaving)
    {
        const int Size = Icmp6Header.Size + InAddress.Size;
        Mbuf packet = Interface.Netisr.Pool.Get(Size);
        Span<byte> message = packet.Append(Size);
        new Icmp6Header(message).Write(isLeaving ? Icmp6Type.ListenerDone : Icmp6Type.ListenerReport, 0, 0);
        WriteAddress(group, message[Icmp6Header.Size..]);
        Send(packet, isLeaving ? InAddress.AllRouters : group);
    }

    // RFC 3810, 5.2.13: from no address as long as that of the link is looked for.
    private void Send(Mbuf packet, InAddress destination)
    {
        InAddress source = Interface.LinkLocal ?? InAddress.Any;
        new Icmp6Header(packet.Span).WriteChecksum(source, destination);
        IpFields fields = new() { Source = source, Destination = destination, Protocol = IpProtocol.Icmp6, TimeToLive = 1, Options = HopByHop };
        Mld.Statistics.ReportsSent++;
        _ = Ip6.Output(packet, fields, new RouteTarget(Interface, destination.WithZone(Interface.Index), source));
    }
}
