namespace Vimage.Net.Tests;

/// <summary>Frames that are nearly right.</summary>
internal static class FrameMutator
{
    /// <summary>Returns a frame with some bytes changed, mostly of its headers, or cut.</summary>
    internal static byte[] Mutate(byte[] seed, SeededRandom random)
    {
        byte[] frame = [.. seed];
        for (int i = random.Next(4); i >= 0; i--)
        {
            int header = EthernetHeader.Size + random.Next(Math.Min(96, frame.Length - EthernetHeader.Size));
            frame[random.Next(8) == 0 ? random.Next(frame.Length) : header] = (byte)random.Next();
        }

        if (random.Next(8) == 0)
        {
            Array.Resize(ref frame, random.Next(frame.Length));
        }

        // Most keep right checksums, or nothing behind them would ever be reached.
        if (random.Next(4) != 0 && frame.Length > EthernetHeader.Size)
        {
            Span<byte> packet = frame.AsSpan(EthernetHeader.Size);
            switch (EthernetHeader.Type(frame))
            {
                case EtherType.Ipv4:
                    MakeIpv4Checksum(packet);
                    break;
                case EtherType.Ipv6:
                    MakeIcmp6Checksum(packet);
                    break;
            }
        }

        return frame;
    }

    private static void MakeIpv4Checksum(Span<byte> packet)
    {
        if (packet.Length >= IpHeader.MinSize && new IpHeader(packet).HeaderLength is >= IpHeader.MinSize and var length && length <= packet.Length)
        {
            new IpHeader(packet).WriteChecksum();
        }
    }

    private static void MakeIcmp6Checksum(Span<byte> packet)
    {
        if (packet.Length < Ip6Header.Size + Icmp6Header.Size || new Ip6Header(packet).NextHeader != IpProtocol.Icmp6)
        {
            return;
        }

        Ip6Header ip = new(packet);
        int length = Math.Min(ip.PayloadLength, packet.Length - Ip6Header.Size);
        if (length >= Icmp6Header.Size)
        {
            new Icmp6Header(packet.Slice(Ip6Header.Size, length)).WriteChecksum(ip.Source, ip.Destination);
        }
    }
}
