using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

[Trait("RFC", "768")]
public sealed class UdpTests
{
    [Fact]
    public async Task Datagram_ArrivesWithItsSender()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using VnetUdpClient server = new(53);
        using VnetUdpClient client = new();
        ValueTask<UdpReceiveResult> receiving = server.ReceiveAsync(TestContext.Current.CancellationToken);
        client.Send("question"u8, new IPEndPoint(IPAddress.Loopback, 53));
        UdpReceiveResult result = await receiving;
        Assert.Equal("question"u8.ToArray(), result.Buffer);
        Assert.Equal(((IPEndPoint)client.Client.LocalEndPoint!).Port, result.RemoteEndPoint.Port);

        await server.SendAsync("answer"u8.ToArray(), result.RemoteEndPoint, TestContext.Current.CancellationToken);
        IPEndPoint? from = null;
        Assert.Equal("answer"u8.ToArray(), client.Receive(ref from));
        Assert.Equal(53, from!.Port);
    }

    [Trait("RFC", "791")]
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1473)]
    [InlineData(65507)]
    public void DatagramOfAnySize_ComesThroughALinkThatReorders(int size)
    {
        using TestStack stack = new(seed: (ulong)size);
        Ifnet loopback = TestStack.Loopback;
        loopback.Mtu = 1500;
        loopback.Link = new LinkProperties { Delay = TimeSpan.FromMilliseconds(5), Reorder = 0.5, Duplicate = 0.2 };
        using VnetUdpClient server = new(53);
        server.Client.ReceiveBufferSize = 1 << 20;
        using VnetUdpClient client = new();
        byte[] data = new byte[size];
        new Random(size).NextBytes(data);
        client.Send(data, new IPEndPoint(IPAddress.Loopback, 53));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        IPEndPoint? from = null;
        Assert.Equal(data, server.Receive(ref from));
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        server.Close();
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void ConnectedSocket_IsToldThatNobodyIsThere()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using VnetUdpClient client = new();
        client.Connect(new IPEndPoint(IPAddress.Loopback, 9));
        client.Send([1]);
        IPEndPoint? from = null;
        Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<SocketException>(() => client.Receive(ref from)).SocketErrorCode);
    }

    [Fact]
    public void Errors_AreThoseOfSystemNetSockets()
    {
        using TestStack stack = new();
        _ = TestStack.AddWire("192.0.2.1", 24);
        using VnetUdpClient first = new(53);
        Assert.Equal(SocketError.AddressAlreadyInUse, Error(() => new VnetUdpClient(53).Dispose()));
        Assert.Equal(SocketError.AddressNotAvailable, Error(() => new VnetUdpClient(new IPEndPoint(IPAddress.Parse("192.0.2.9"), 0)).Dispose()));
        Assert.Equal(SocketError.NetworkUnreachable, Error(() => first.Send([1], new IPEndPoint(IPAddress.Parse("203.0.113.1"), 1))));
        Assert.Equal(SocketError.AccessDenied, Error(() => first.Send([1], new IPEndPoint(IPAddress.Broadcast, 1))));
        Assert.Equal(SocketError.NotConnected, Error(() => first.Send([1])));
        Assert.Equal(SocketError.MessageSize, Error(() => first.Send(new byte[65508], new IPEndPoint(IPAddress.Parse("192.0.2.2"), 1))));
        first.Client.Blocking = false;
        Assert.Equal(SocketError.WouldBlock, Error(() => first.Client.Receive(new byte[1])));
        first.Client.Blocking = true;
        first.Client.ReceiveTimeout = 1;
        Assert.Equal(SocketError.TimedOut, Error(() => first.Client.Receive(new byte[1])));
    }

    [Fact]
    public async Task ClosedSocket_AbortsWhoReceives()
    {
        using TestStack stack = new();
        VnetUdpClient server = new(53);
        Task receiving = server.ReceiveAsync(TestContext.Current.CancellationToken).AsTask();
        server.Close();
        Assert.Equal(SocketError.OperationAborted, (await Assert.ThrowsAsync<SocketException>(() => receiving)).SocketErrorCode);
        Assert.Throws<ObjectDisposedException>(() => server.Send([1], new IPEndPoint(IPAddress.Loopback, 1)));
    }

    [Fact]
    public async Task CanceledReceive_LeavesTheSocketUsable()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using VnetUdpClient server = new(53);
        using CancellationTokenSource cancellation = new();
        Task receiving = server.ReceiveAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
        server.Send([7], new IPEndPoint(IPAddress.Loopback, 53));
        Assert.Equal([7], (await server.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer);
    }

    [Fact]
    public void FullSocket_LosesWhatComes()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using VnetUdpClient server = new(53);
        server.Client.ReceiveBufferSize = 2000;
        long before = Udp.Statistics.FullSocket;
        for (int i = 0; i < 3; i++)
        {
            server.Send(new byte[900], new IPEndPoint(IPAddress.Loopback, 53));
        }

        Assert.Equal(1, Udp.Statistics.FullSocket - before);
    }

    [Fact]
    public async Task TruncatedDatagram_IsSaidToBe_AndWhereItWent()
    {
        using TestStack stack = new();
        Ifnet loopback = TestStack.Loopback;
        using VnetUdpClient server = new(53);
        server.Send(new byte[10], new IPEndPoint(IPAddress.Loopback, 53));
        VnetReceivedMessage message = await server.Client.ReceiveMessageFromAsync(
            new byte[4], SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), TestContext.Current.CancellationToken);
        Assert.Equal((4, SocketFlags.Truncated), (message.ReceivedBytes, message.SocketFlags));
        Assert.Equal((IPAddress.Loopback, loopback.Index), (message.Destination, message.InterfaceIndex));
    }

    [Fact]
    public void Broadcast_ReachesEachSocketOfThePort()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        using VnetSocket first = Shared();
        using VnetSocket second = Shared();
        byte[] packet = Packets.Ip("192.0.2.2", "192.0.2.255", IpProtocol.Udp, Packets.Udp("192.0.2.2", "192.0.2.255", 9, 53, [5]));
        wire.InjectIp(packet);
        Assert.Equal((1, 1), (first.Available, second.Available));
    }

    private static VnetSocket Shared()
    {
        VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Any, 53));
        return socket;
    }

    private static SocketError Error(Action action) => Assert.Throws<SocketException>(action).SocketErrorCode;
}
