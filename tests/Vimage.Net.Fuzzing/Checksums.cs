using System.Buffers.Binary;

namespace Vimage.Net.Fuzzing;

/// <summary>Makes checksums right, where there is room for them: nothing behind them would ever be reached otherwise.</summary>
internal static class Checksums
{
    internal static void Repair(Span<byte> frame)
    {
        if (frame.Length < EthernetHeader.Size + IpHeader.MinSize || EthernetHeader.Type(frame) != EtherType.Ipv4)
        {
            return;
        }

        IpHeader ip = new(frame[EthernetHeader.Size..]);
        int headerLength = ip.HeaderLength;
        if (headerLength < IpHeader.MinSize || ip.TotalLength < headerLength || ip.TotalLength > frame.Length - EthernetHeader.Size)
        {
            return;
        }

        ip.WriteChecksum();
        if (!ip.IsFragment)
        {
            RepairPayload(ip, ip.Segment);
        }
    }

    private static void RepairPayload(in IpHeader ip, Span<byte> payload)
    {
        int offset = ip.Protocol switch
        {
            IpProtocol.Icmp => 2,
            IpProtocol.Udp => 6,
            IpProtocol.Tcp => 16,
            _ => int.MaxValue,
        };
        if (offset > payload.Length - sizeof(ushort))
        {
            return;
        }

        ulong pseudo = ip.Protocol == IpProtocol.Icmp ? 0 : InternetChecksum.PseudoHeader(ip.Source, ip.Destination, ip.Protocol, payload.Length);
        payload.Slice(offset, sizeof(ushort)).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(payload[offset..], InternetChecksum.Of(payload, pseudo));
    }
}
