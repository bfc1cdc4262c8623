namespace Vimage.Net;

/// <content>Extension headers other than that of fragments.</content>
public static partial class Ip6
{
    private const byte Pad1 = 0;
    private const byte PadN = 1;
    private const byte RouterAlert = 5;

    // What whoever does not know an option is to do (RFC 8200, 4.2): the first two bits of its number.
    private const int SkipIt = 0;
    private const int DropPacket = 1;
    private const int TellUnlessGroup = 3;

    // Takes the packet if its next header does not allow for going on.
    private static bool TryPass(Mbuf packet, ref ExtensionHeaders headers, InAddress destination)
    {
        Span<byte> bytes = packet.Span;
        if (headers.Offset + 8 > bytes.Length || headers.Offset + ExtensionHeaders.LengthOf(bytes[headers.Offset..]) > bytes.Length)
        {
            V_ip6stat.TooShort++;
            packet.Free();
            return false;
        }

        if (headers.Next == IpProtocol.HopByHop && headers.Offset != Ip6Header.Size)
        {
            // RFC 8200, 4.3: it is only right behind the IPv6 header.
            V_ip6stat.BadOptions++;
            Icmp6.SendError(packet, Icmp6Type.ParameterProblem, Icmp6Code.UnknownNextHeader, (uint)headers.Place);
            return false;
        }

        bool isGood = headers.Next switch
        {
            IpProtocol.Routing => TryPassRouting(packet, headers.Offset),
            IpProtocol.DestinationOptions => TryReadOptions(packet, headers.Offset, destination),
            _ => true,
        };
        if (isGood)
        {
            headers.Pass(bytes);
        }

        return isGood;
    }

    // RFC 5095: no type of it is followed here; one that is at its end does not matter.
    private static bool TryPassRouting(Mbuf packet, int offset)
    {
        const int Type = 2;
        const int SegmentsLeft = 3;
        if (packet.Span[offset + SegmentsLeft] == 0)
        {
            return true;
        }

        V_ip6stat.BadOptions++;
        Icmp6.SendError(packet, Icmp6Type.ParameterProblem, Icmp6Code.ErroneousField, (uint)(offset + Type));
        return false;
    }

    // Takes the packet if it can't be let pass.
    private static bool TryReadOptions(Mbuf packet, int offset, InAddress destination)
    {
        Span<byte> bytes = packet.Span;
        if (offset + 8 > bytes.Length || offset + ExtensionHeaders.LengthOf(bytes[offset..]) > bytes.Length)
        {
            V_ip6stat.TooShort++;
            packet.Free();
            return false;
        }

        int end = offset + ExtensionHeaders.LengthOf(bytes[offset..]);
        for (int i = offset + 2; i < end; i += bytes[i] == Pad1 ? 1 : 2 + bytes[i + 1])
        {
            byte option = bytes[i];
            if (option == Pad1)
            {
                continue;
            }

            if (i + 2 > end || i + 2 + bytes[i + 1] > end)
            {
                V_ip6stat.BadOptions++;
                Icmp6.SendError(packet, Icmp6Type.ParameterProblem, Icmp6Code.ErroneousField, (uint)i);
                return false;
            }

            int action = option >> 6;
            if (option is PadN or RouterAlert || action == SkipIt)
            {
                continue;
            }

            V_ip6stat.BadOptions++;
            if (action == DropPacket || (action == TellUnlessGroup && destination.IsMulticast))
            {
                packet.Free();
            }
            else
            {
                // RFC 4443, 2.4 e: of this one senders are told even if the packet was for a group.
                Icmp6.SendError(packet, Icmp6Type.ParameterProblem, Icmp6Code.UnknownOption, (uint)i);
            }

            return false;
        }

        return true;
    }
}
