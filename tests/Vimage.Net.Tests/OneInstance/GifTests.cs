using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

[Trait("RFC", "2003")]
public sealed class GifTests
{
    private const string Own = "192.0.2.1";
    private const string Peer = "192.0.2.2";
    private const string Inside = "198.51.100.1";
    private const string Beyond = "198.51.100.2";

    [Fact]
    public void PacketIntoTheTunnel_IsWholeInsideAnOuterOne()
    {
        using TestStack stack = new();
        (Wire wire, Gif gif) = Build();
        Assert.Equal((1280, "gif0", Own, Peer), (gif.Mtu, gif.Name, gif.LocalOuter!.ToString(), gif.RemoteOuter!.ToString()));
        Send(Packets.Ip(Inside, Beyond, IpProtocol.Icmp, Packets.Echo(100)));
        byte[] packet = Assert.Single(wire.SentIp());
        IpHeader outer = new(packet);
        Assert.Equal((Packets.Address(Own), Packets.Address(Peer), 4, 30), (outer.Source, outer.Destination, outer.Protocol, outer.TimeToLive));
        Assert.Equal(0, outer.Fragment);
        Assert.Equal(0, InternetChecksum.Of(packet.AsSpan(0, 20)));
        IpHeader inner = new(outer.Payload);
        Assert.Equal((Packets.Address(Inside), Packets.Address(Beyond)), (inner.Source, inner.Destination));
        Assert.Equal(128, inner.TotalLength);
    }

    [Fact]
    public void PacketOutOfTheTunnel_IsReceivedByIt()
    {
        using TestStack stack = new();
        (Wire wire, Gif gif) = Build();
        wire.InjectIp(Packets.Ip(Peer, Own, IpProtocol.IpInIp, Packets.Ip(Beyond, Inside, IpProtocol.Icmp, Packets.Echo())));
        byte[] reply = Assert.Single(wire.SentIp());
        Assert.Equal((IcmpType.EchoReply, 0), Packets.IcmpOf(reply[20..]));
        Assert.Equal((1, 1), (gif.Counters.PacketsIn, gif.Counters.PacketsOut));
    }

    // RFC 6040, figure 4: the rows are what came in the inner header, the columns the outer one; -1 for a loss.
    [Trait("RFC", "6040")]
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 2, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 3, -1)]
    [InlineData(2, 0, 2)]
    [InlineData(2, 2, 2)]
    [InlineData(2, 1, 1)]
    [InlineData(2, 3, 3)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(1, 3, 3)]
    [InlineData(3, 0, 3)]
    [InlineData(3, 2, 3)]
    [InlineData(3, 1, 3)]
    [InlineData(3, 3, 3)]
    public void CongestionMarks_OfBothHeaders_AreMerged(byte inner, byte outer, int expected)
    {
        using TestStack stack = new();
        (Wire wire, Gif gif) = Build();
        using VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp) { Blocking = false };
        byte[] packet = Mark(Packets.Ip(Peer, Own, IpProtocol.IpInIp, Mark(Packets.Ip(Beyond, Inside, IpProtocol.Icmp, Packets.Echo()), (byte)(0xB8 | inner))), outer);
        wire.InjectIp(packet);
        Assert.Equal(expected < 0 ? 1 : 0, gif.Counters.DroppedFor(IfDrop.InputMalformed));
        if (expected >= 0)
        {
            byte[] received = new byte[100];
            int length = socket.Receive(received);
            Assert.Equal((0xB8 | expected, 0), (received[1], InternetChecksum.Of(received.AsSpan(0, 20))));
            Assert.Equal(36, length);
        }
    }

    [Fact]
    public void OuterHeader_HasTheServiceOfTheInnerOne()
    {
        using TestStack stack = new();
        (Wire wire, _) = Build();
        Send(Mark(Packets.Ip(Inside, Beyond, IpProtocol.Icmp, Packets.Echo()), 0xBB));
        Assert.Equal(0xBB, wire.SentIp()[0][1]);
    }

    [Fact]
    public void OuterPacket_IsFragmentedWhereItMust_AndPutTogether()
    {
        using TestStack stack = new();
        (Wire wire, Gif gif) = Build();
        gif.Mtu = 4000;
        Send(Packets.Ip(Inside, Beyond, IpProtocol.Icmp, Packets.Echo(3900)));
        List<byte[]> fragments = wire.SentIp();
        Assert.Equal(3, fragments.Count);
        wire.Sent.Clear();
        foreach (byte[] fragment in fragments)
        {
            // Back to where it came from.
            byte[] turned = fragment;
            (uint source, uint destination) = (Packets.Address(Peer), Packets.Address(Own));
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(turned.AsSpan(12), source);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(turned.AsSpan(16), destination);
            new IpHeader(turned).WriteChecksum();
            wire.InjectIp(turned);
        }

        Assert.Equal(1, gif.Counters.PacketsIn);
        Assert.Equal(3928, gif.Counters.BytesIn);
    }

    [Fact]
    public void PacketFromAnotherHost_OrFromAnotherLink_IsNotOfTheTunnel()
    {
        using TestStack stack = new();
        (Wire wire, Gif gif) = Build();
        Wire other = TestStack.AddWire("203.0.113.1", 24);
        byte[] inner = Packets.Ip(Beyond, Inside, IpProtocol.Icmp, Packets.Echo());
        wire.InjectIp(Packets.Ip("192.0.2.3", Own, IpProtocol.IpInIp, inner));
        Assert.Equal((IcmpType.Unreachable, IcmpCode.ProtocolUnreachable), Packets.IcmpOf(Assert.Single(wire.SentIp())));
        other.InjectIp(Packets.Ip(Peer, Own, IpProtocol.IpInIp, inner));
        Assert.Equal(1, gif.Counters.DroppedFor(IfDrop.InputNotForUs));
        Assert.Equal(0, gif.Counters.PacketsIn);
    }

    [Fact]
    public void WhatIsNoIpPacket_IsCounted()
    {
        using TestStack stack = new();
        (Wire wire, Gif gif) = Build();
        byte[] strange = new byte[40];
        strange[0] = 0x50;
        wire.InjectIp(Packets.Ip(Peer, Own, IpProtocol.IpInIp, strange));
        wire.InjectIp(Packets.Ip(Peer, Own, IpProtocol.IpInIp, []));
        wire.InjectIp(Packets.Ip(Peer, Own, IpProtocol.IpInIp, [0x45, 0]));
        Assert.Equal(3, gif.Counters.DroppedFor(IfDrop.InputMalformed));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void TunnelInATunnel_TakesMoreNesting_AndOneIntoItselfEnds()
    {
        using TestStack stack = new();
        (Wire wire, Gif gif) = Build();
        Gif second = Gif.Create(IPAddress.Parse(Inside), IPAddress.Parse(Beyond));
        second.AddAddress(IPAddress.Parse("203.0.113.1"), 24);
        byte[] packet = Packets.Ip("203.0.113.1", "203.0.113.2", IpProtocol.Icmp, Packets.Echo());
        Send(packet);
        Assert.Equal(1, gif.Counters.DroppedFor(IfDrop.OutputNested));
        stack.Set(2, static () => Gif.V_max_gif_nesting, static value => Gif.V_max_gif_nesting = value);
        Send(packet);
        Assert.Equal(20 + 20 + 36, Assert.Single(wire.SentIp()).Length);

        // The way to the other end leads into the tunnel; slowly, so that no call is inside another.
        Routing.Add(IPNetwork.Parse($"{Peer}/32"), gif);
        gif.Link = new LinkProperties { Delay = TimeSpan.FromMilliseconds(1) };
        long before = gif.Counters.DroppedFor(IfDrop.OutputNested);
        Send(Packets.Ip(Inside, Beyond, IpProtocol.Icmp, Packets.Echo()));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(before + 1, gif.Counters.DroppedFor(IfDrop.OutputNested));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        gif.Link = null;
    }

    [Fact]
    public void ParallelTunnels_AreRefused_UnlessTheVnetSaysOtherwise()
    {
        using TestStack stack = new();
        (Wire wire, Gif gif) = Build();
        Assert.Equal("EADDRNOTAVAIL", Refusal(static () => Gif.Create(IPAddress.Parse(Own), IPAddress.Parse(Peer))));
        Gif other = Gif.Create(IPAddress.Parse(Own), IPAddress.Parse("192.0.2.3"));
        Assert.Equal("EADDRNOTAVAIL", Refusal(() => other.SetTunnel(IPAddress.Parse(Own), IPAddress.Parse(Peer))));
        gif.SetTunnel(IPAddress.Parse(Own), IPAddress.Parse(Peer));
        stack.Set(true, static () => Gif.V_parallel_tunnels, static value => Gif.V_parallel_tunnels = value);
        Gif second = Gif.Create(IPAddress.Parse(Own), IPAddress.Parse(Peer));
        second.Up();
        byte[] packet = Packets.Ip(Peer, Own, IpProtocol.IpInIp, Packets.Ip(Beyond, Inside, IpProtocol.Icmp, Packets.Echo()));
        wire.InjectIp(packet);
        gif.Down();
        wire.InjectIp(packet);
        gif.Destroy();
        wire.InjectIp(packet);
        Assert.Equal((1, 2), (gif.Counters.PacketsIn, second.Counters.PacketsIn));
    }

    [Fact]
    public void TunnelWithoutItsAddress_OrWithoutAWay_SendsNothing()
    {
        using TestStack stack = new();
        (Wire wire, Gif gif) = Build();
        wire.RemoveAddress(IPAddress.Parse(Own));
        Send(Packets.Ip(Inside, Beyond, IpProtocol.Icmp, Packets.Echo()));
        Assert.Equal(1, gif.Counters.DroppedFor(IfDrop.OutputDown));
        Assert.Empty(wire.SentIp());
    }

    [Theory]
    [InlineData("0.0.0.0", Peer)]
    [InlineData(Own, "224.0.0.1")]
    [InlineData(Own, "255.255.255.255")]
    public void AddressThatIsNotOfOneHost_IsRefused(string local, string remote)
    {
        using TestStack stack = new();
        Assert.Equal("EINVAL", Refusal(() => Gif.Create(IPAddress.Parse(local), IPAddress.Parse(remote))));
        Assert.DoesNotContain(Ifnet.All, static each => each is Gif);
    }

    private static (Wire Wire, Gif Gif) Build()
    {
        Wire wire = TestStack.AddWire(Own, 24);
        Arp.AddStatic(wire, IPAddress.Parse(Peer), Wire.PeerLink);
        Arp.AddStatic(wire, IPAddress.Parse("192.0.2.3"), Wire.PeerLink);
        Gif gif = Gif.Create(IPAddress.Parse(Own), IPAddress.Parse(Peer));
        gif.AddAddress(IPAddress.Parse(Inside), 24);
        return (wire, gif);
    }

    private static void Send(byte[] packet)
    {
        using VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp);
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.HeaderIncluded, true);
        socket.SendTo(packet, new IPEndPoint(Ipv4.ToAddress(new IpHeader(packet).Destination), 0));
    }

    private static byte[] Mark(byte[] packet, byte service)
    {
        packet[1] = service;
        new IpHeader(packet).WriteChecksum();
        return packet;
    }

    private static string Refusal(Action action) => Assert.Throws<NetworkException>(action).Errno;
}
