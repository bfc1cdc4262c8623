using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The IPv4 groups of an interface: IGMPv3 (RFC 3376), and IGMPv2 and v1 with routers that speak no other.</summary>
internal sealed class IgmpLink(Ifnet @interface) : MulticastLink(@interface)
{
    private const uint AllHosts = 0xE0000001;
    private const uint AllRouters = 0xE0000002;
    private const uint Igmp3Routers = 0xE0000016;

    // RFC 3376, 4: of internetwork control.
    private const byte TypeOfService = 0xC0;

    // RFC 2113: each router on the way looks at it.
    private static ReadOnlySpan<byte> RouterAlert => [0x94, 0x04, 0, 0];

    internal override int Newest => 3;

    private protected override int AddressSize => sizeof(uint);

    private protected override int MaxReport => Interface.Mtu - IpHeader.MinSize - RouterAlert.Length;

    private protected override bool IsReported(InAddress group) => group.Ipv4 != AllHosts;

    private protected override void WriteAddress(InAddress address, Span<byte> bytes) => BinaryPrimitives.WriteUInt32BigEndian(bytes, address.Ipv4);

    private protected override void Send(Mbuf report, int records)
    {
        Span<byte> message = report.Span;
        message[0] = (byte)IgmpType.Report3;
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], (ushort)records);
        Send(report, Igmp3Routers);
    }

    private protected override void SendOlder(InAddress group, int version, bool isLeaving)
    {
        if (isLeaving && version == 1)
        {
            // RFC 1112: it ends when nobody answers.
            return;
        }

        const int Size = 8;
        Mbuf packet = Interface.Netisr.Pool.Get(Size);
        Span<byte> message = packet.Append(Size);
        message.Clear();
        message[0] = (byte)(isLeaving ? IgmpType.Leave2 : version == 1 ? IgmpType.Report1 : IgmpType.Report2);
        WriteAddress(group, message[4..]);
        Send(packet, isLeaving ? AllRouters : group.Ipv4);
    }

    private void Send(Mbuf packet, uint destination)
    {
        Span<byte> message = packet.Span;
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], InternetChecksum.Of(message));
        uint source = Interface.InAddresses.Count > 0 ? Interface.InAddresses[0].Address : Ipv4.Any;
        IpFields fields = new()
        {
            Source = source,
            Destination = destination,
            Protocol = IpProtocol.Igmp,
            TimeToLive = 1,
            TypeOfService = TypeOfService,
            Options = RouterAlert,
        };
        Igmp.Statistics.ReportsSent++;
        _ = Ip.Output(packet, fields, new RouteTarget(Interface, destination, source));
    }
}
