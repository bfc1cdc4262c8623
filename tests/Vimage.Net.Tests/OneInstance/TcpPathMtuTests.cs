namespace Vimage.Net.Tests;

/// <summary>The largest segment that gets through (RFC 1191), and segments that disappear.</summary>
[Trait("RFC", "1191")]
public sealed class TcpPathMtuTests
{
    [Fact]
    public void RoutersWord_MakesSegmentsSmaller_AndTheyAreSentAgainAtOnce()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(20_000));
        List<Segment> flight = peer.ReceiveAll();
        Assert.All(flight, static segment => Assert.True(segment.DontFragment));
        peer.Expected = flight[0].Sequence;
        peer.Wire.InjectIcmp(IcmpType.Unreachable, IcmpCode.FragmentationNeeded, flight[0].Packet, rest: 1000);
        List<Segment> again = peer.ReceiveAll();
        Assert.Equal(flight[0].Sequence, again[0].Sequence);
        Assert.All(again, static segment => Assert.InRange(segment.Packet.Length, 1, 1000));
        Assert.Equal(1000, again[0].Packet.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(68)]
    public void RouterThatAsksForNothingOrTooLittle_GetsSegmentsThatAreNotTiny(uint mtu)
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(20_000));
        List<Segment> flight = peer.ReceiveAll();
        peer.Wire.InjectIcmp(IcmpType.Unreachable, IcmpCode.FragmentationNeeded, flight[0].Packet, rest: mtu);
        Assert.Equal(mtu == 0 ? 730 : 216, peer.Receive().Data.Length);
    }

    [Fact]
    public void WordOfALargerSize_OrAboutAnotherSegment_IsNotBelieved()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(20_000));
        List<Segment> flight = peer.ReceiveAll();
        peer.Wire.InjectIcmp(IcmpType.Unreachable, IcmpCode.FragmentationNeeded, flight[0].Packet, rest: 9000);
        byte[] forged = [.. flight[0].Packet];
        forged[IpHeader.MinSize + 4] ^= 0x40;
        peer.Wire.InjectIcmp(IcmpType.Unreachable, IcmpCode.FragmentationNeeded, forged, rest: 576);
        peer.AssertSilent();
        peer.Expected = flight[^1].End;
        peer.Ack();
        Assert.Equal(1460, peer.Receive().Data.Length);
    }

    [Fact]
    public void ErrorsOfAnEstablishedConnection_DoNotEndIt()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(100));
        byte[] packet = peer.Receive().Packet;
        foreach (byte code in (byte[])[IcmpCode.NetworkUnreachable, IcmpCode.HostUnreachable, IcmpCode.ProtocolUnreachable, IcmpCode.PortUnreachable])
        {
            peer.Wire.InjectIcmp(IcmpType.Unreachable, code, packet);
        }

        Assert.Equal(TcpState.Established, socket.TcpState);
        peer.Ack();
        peer.SendData(10);
        Assert.Equal(10, socket.Receive(new byte[20]));
    }

    [Fact]
    public void LargeSegmentsThatDisappear_AreTriedSmaller_ThenWithoutTheMark()
    {
        using TestStack stack = new();
        TcpPeer peer = new(stack);
        using VnetSocket listener = TcpPeer.Listen();
        using VnetSocket socket = peer.Connect(listener);
        socket.Send(TcpPeer.Bytes(20_000));
        peer.ReceiveAll();
        Segment[] again = [.. Enumerable.Range(0, 6).Select(_ => peer.WaitForSegment(step: 20).Segment)];
        Assert.Equal([1460, 1200, 1200, 1200, 1200, 1200], again.Select(static segment => segment.Data.Length));
        Assert.Equal([true, true, true, false, false, true], again.Select(static segment => segment.DontFragment));
    }

    [Fact]
    public void DiscoveryTurnedOff_SetsNoMark()
    {
        using TestStack stack = new();
        stack.Set(false, static () => Tcp.V_path_mtu_discovery, static value => Tcp.V_path_mtu_discovery = value);
        TcpPeer peer = new(stack);
        using VnetSocket socket = peer.Accept();
        socket.Send([1]);
        Assert.False(peer.Receive().DontFragment);
    }
}
