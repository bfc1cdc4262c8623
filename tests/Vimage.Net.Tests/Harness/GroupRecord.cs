using System.Buffers.Binary;
using System.Net;

namespace Vimage.Net.Tests;

/// <summary>What one record of a report says, of either family, as a text: <c>ChangeToExclude 230.0.0.1 ()</c>.</summary>
internal static class GroupRecord
{
    private const int ReportHeader = 8;

    /// <summary>Reads all reports that a wire has sent, and forgets what it has sent.</summary>
    internal static List<string> Take(Wire wire)
    {
        List<string> records = [.. wire.Sent.SelectMany(Read)];
        wire.Sent.Clear();
        return records;
    }

    /// <summary>Reads one frame; what is not of IGMP or MLD has none.</summary>
    internal static IEnumerable<string> Read(byte[] frame)
    {
        byte[] packet = frame[EthernetHeader.Size..];
        return EthernetHeader.Type(frame) == EtherType.Ipv4 ? ReadIgmp(packet) : EthernetHeader.Type(frame) == EtherType.Ipv6 ? ReadMld(packet) : [];
    }

    private static List<string> ReadIgmp(byte[] packet)
    {
        IpHeader ip = new(packet);
        if (ip.Protocol != IpProtocol.Igmp)
        {
            return [];
        }

        Assert.Equal((1, 0xC0, 24), (ip.TimeToLive, ip.TypeOfService, ip.HeaderLength));
        Assert.Equal([0x94, 4, 0, 0], ip.Options.ToArray());
        byte[] message = ip.Payload.ToArray();
        Assert.Equal(0, InternetChecksum.Of(message));
        string to = Ipv4.ToAddress(ip.Destination).ToString();
        if ((IgmpType)message[0] != IgmpType.Report3)
        {
            return [$"{(IgmpType)message[0]} {new IPAddress(message.AsSpan(4, 4))} to {to}"];
        }

        Assert.Equal("224.0.0.22", to);
        return ReadRecords(message, sizeof(uint));
    }

    private static List<string> ReadMld(byte[] packet)
    {
        Ip6Header ip = new(packet);
        if (ip.NextHeader != IpProtocol.HopByHop)
        {
            return [];
        }

        Assert.Equal(1, ip.HopLimit);
        Assert.Equal([IpProtocol.Icmp6, 0, 5, 2, 0, 0, 1, 0], ip.Payload[..8].ToArray());
        Assert.True(ip.Source.IsLinkLocal || ip.Source.IsAny);
        byte[] message = ip.Payload[8..].ToArray();
        Assert.Equal(0, InternetChecksum.Of(message, InternetChecksum.PseudoHeader(ip.Source, ip.Destination, IpProtocol.Icmp6, message.Length)));
        if ((Icmp6Type)message[0] != Icmp6Type.ListenerReport2)
        {
            return [$"{(Icmp6Type)message[0]} {new IPAddress(message.AsSpan(8, 16))} to {ip.Destination}"];
        }

        Assert.Equal("ff02::16", ip.Destination.ToString());
        return ReadRecords(message, InAddress.Size);
    }

    private static List<string> ReadRecords(byte[] message, int addressSize)
    {
        List<string> records = [];
        int at = ReportHeader;
        for (int i = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(6)); i > 0; i--)
        {
            int count = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at + 2));
            IPAddress[] addresses = [.. Enumerable.Range(0, count + 1).Select(each => new IPAddress(message.AsSpan(at + 4 + (each * addressSize), addressSize)))];
            records.Add($"{(RecordType)message[at]} {addresses[0]} ({string.Join(' ', addresses.Skip(1).Select(static each => each.ToString()).Order())})");
            at += 4 + ((count + 1) * addressSize);
        }

        Assert.Equal(message.Length, at);
        return records;
    }
}
