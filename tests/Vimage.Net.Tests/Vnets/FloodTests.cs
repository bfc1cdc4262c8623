using System.Net;

namespace Vimage.Net.Tests;

/// <summary>A vnet that floods another, and a third one that goes on with what it does: in virtual time, over links with a rate.</summary>
public sealed class FloodTests
{
    private const int Bytes = 4_000_000;
    private const int FramesPerMillisecond = 20;
    private const string Server = "10.1.0.1";
    private const string Attacker = "10.2.0.1";

    private static readonly MacAddress s_attackerLink = MacAddress.Parse("02:00:00:00:66:66");

    public static TheoryData<string> Floods => new("first segments", "fragments", "addresses asked for", "ports that nobody has", "echoes", "segments of no connection");

    [Theory]
    [MemberData(nameof(Floods))]
    [Trait("FreeBSD", "kern.ipc.nmbclusters")]
    public void Neighbour_KeepsItsThroughput_AndTheFloodedOneItsMemory(string flood)
    {
        TimeSpan quiet = Transfer(null, out _);
        TimeSpan flooded = Transfer(flood, out long held);
        Assert.True(quiet.TotalMilliseconds >= 0.9 * flooded.TotalMilliseconds, $"Without the flood it took {quiet}, with it {flooded}.");

        // Whatever waits for more of something is bounded, and gone when nothing more comes.
        Assert.InRange(held, 0, 4096);
    }

    private static TimeSpan Transfer(string? flood, out long held)
    {
        using TestStack stack = new();
        (Vnet attacker, Vnet server, Vnet neighbor) = (Hosts.Add("attacker"), Hosts.Add("server"), Hosts.Add("neighbor"));
        (_, Epair target) = Hosts.Connect(attacker, server);
        (Epair near, Epair far) = Hosts.Connect(server, neighbor);
        target.Configure(Attacker);
        near.Configure(Server);
        far.Configure("10.1.0.2");
        LinkProperties link = new() { Rate = 100_000_000, Delay = TimeSpan.FromMilliseconds(1), QueueLimit = 1000 };
        near.Link = link;
        far.Link = link;
        SeededRandom random = new(3);
        long most = 0;
        TimeSpan took = Transfers.Run(stack, new IPEndPoint(IPAddress.Parse(Server), 80), Bytes, client: neighbor, server: server, onStep: () =>
        {
            for (int i = 0; flood is not null && i < FramesPerMillisecond; i++)
            {
                Inject(stack.Netisr, target, Frame(flood, target.LinkAddress, random));
            }

            most = Math.Max(most, stack.Netisr.PacketsInUse);
        });
        held = most;
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        return took;
    }

    private static void Inject(Netisr netisr, Epair target, byte[] frame)
    {
        using (netisr.Enter())
        {
            Mbuf packet = netisr.Pool.Get(frame.Length);
            frame.CopyTo(packet.Append(frame.Length));
            netisr.Schedule(target, packet);
        }
    }

    private static byte[] Frame(string flood, MacAddress target, SeededRandom random)
    {
        // Each from somewhere else.
        string from = Ipv4.Format(0x0A02_0000u | (uint)(2 + random.Next(60_000)));
        ushort port = (ushort)(1024 + random.Next(60_000));
        if (flood == "addresses asked for")
        {
            return Packets.Arp(ArpHeader.Request, s_attackerLink, from, Attacker);
        }

        byte[] packet = flood switch
        {
            "first segments" => Packets.Ip(from, Server, IpProtocol.Tcp, Segment(from, port, TcpFlags.Syn, random)),
            "segments of no connection" => Packets.Ip(from, Server, IpProtocol.Tcp, Segment(from, port, TcpFlags.Ack, random)),
            "fragments" => Packets.Ip(from, Server, IpProtocol.Udp, new byte[512], fragment: IpHeader.MoreFragments),
            "ports that nobody has" => Packets.Ip(from, Server, IpProtocol.Udp, Packets.Udp(from, Server, port, port, new byte[64])),
            _ => Packets.Ip(from, Server, IpProtocol.Icmp, Packets.Echo(512)),
        };
        byte[] frame = new byte[EthernetHeader.Size + packet.Length];
        EthernetHeader.Write(frame, target, s_attackerLink, EtherType.Ipv4);
        packet.CopyTo(frame, EthernetHeader.Size);
        return frame;
    }

    private static byte[] Segment(string from, ushort port, TcpFlags flags, SeededRandom random)
    {
        byte[] segment = new byte[TcpHeader.MinSize];
        TcpHeader tcp = new(segment);
        tcp.Write(
            new TcpFields
            {
                SourcePort = port,
                DestinationPort = 80,
                Sequence = (uint)random.Next(),
                Acknowledgment = (uint)random.Next(),
                Flags = flags,
                Window = ushort.MaxValue,
            },
            TcpHeader.MinSize);
        tcp.WriteChecksum(Packets.Address(from), Packets.Address(Server));
        return segment;
    }
}
