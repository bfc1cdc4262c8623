using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

[Trait("RFC", "9293")]
public sealed class TcpSocketTests
{
    private static readonly IPEndPoint s_service = new(IPAddress.Loopback, 80);

    [Fact]
    public void Connection_CarriesBytesBothWays_AndEndsInOrder()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using VnetTcpListener listener = new(s_service);
        listener.Start();
        using VnetTcpClient client = new();
        client.Connect(s_service);
        using VnetTcpClient server = listener.AcceptTcpClient();
        Assert.Equal(client.Client.LocalEndPoint, server.Client.RemoteEndPoint);
        Assert.Equal(s_service, server.Client.LocalEndPoint);

        client.Client.Send("question"u8);
        byte[] buffer = new byte[100];
        Assert.Equal("question"u8, buffer.AsSpan(0, server.Client.Receive(buffer)));
        server.Client.Send("answer"u8);
        Assert.Equal("answer"u8, buffer.AsSpan(0, client.Client.Receive(buffer)));

        client.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(TcpState.FinWait2, client.Client.TcpState);
        Assert.Equal(TcpState.CloseWait, server.Client.TcpState);
        Assert.Equal(0, server.Client.Receive(buffer));
        server.Client.Send("and more"u8);
        server.Close();
        Assert.Equal("and more"u8, buffer.AsSpan(0, client.Client.Receive(buffer)));
        Assert.Equal(0, client.Client.Receive(buffer));
        Assert.Equal(TcpState.TimeWait, client.Client.TcpState);
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TcpState.Closed, client.Client.TcpState);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void PortThatNobodyHas_RefusesTheConnection()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using VnetTcpClient client = new();
        SocketException refused = Assert.Throws<SocketException>(() => client.Connect(s_service));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        Assert.False(client.Connected);
    }

    [Fact]
    public void ClosingWithoutLinger_ResetsTheConnection()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using Pair pair = new();
        pair.Client.Send([1]);
        pair.Client.LingerState = new LingerOption(enable: true, 0);
        pair.Client.Close();
        byte[] buffer = new byte[2];
        Assert.Equal(1, pair.Server.Receive(buffer));
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => pair.Server.Receive(buffer)).SocketErrorCode);
        Assert.Equal(SocketError.Shutdown, Assert.Throws<SocketException>(() => pair.Server.Send(buffer)).SocketErrorCode);
    }

    [Fact]
    public void ClosingWithUnreadData_ResetsTheConnection()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using Pair pair = new();
        pair.Server.Send([1]);
        pair.Client.Close();
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => pair.Server.Receive(new byte[1])).SocketErrorCode);
    }

    [Fact]
    public void FullBuffers_HoldTheWriterUp_UntilSomebodyReads()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using Pair pair = new();
        pair.Client.Blocking = false;
        byte[] data = new byte[8 << 20];
        new Random(1).NextBytes(data);
        int sent = pair.Client.Send(data);
        Assert.InRange(sent, 1, data.Length - 1);
        while (pair.TrySend(data.AsSpan(sent)) is > 0 and var more)
        {
            sent += more;
        }

        byte[] buffer = new byte[data.Length];
        int received = 0;
        while (received < data.Length)
        {
            received += pair.Server.Receive(buffer.AsSpan(received));
            sent += sent < data.Length ? pair.TrySend(data.AsSpan(sent)) : 0;
            stack.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(data, buffer);
    }

    [Fact]
    public void SecondListenerOnAPort_IsRefused_UntilTheFirstIsClosed()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using VnetTcpListener first = new(s_service);
        first.Start();
        using VnetTcpListener second = new(s_service);
        Assert.Equal(SocketError.AddressAlreadyInUse, Assert.Throws<SocketException>(() => second.Start()).SocketErrorCode);
        first.Stop();
        second.Start();
    }

    [Fact]
    public void UrgentByte_ComesApart_OrInLineWhereAskedFor()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using Pair pair = new();
        pair.Client.NoDelay = true;
        pair.Client.Send("ab!"u8, SocketFlags.OutOfBand);
        pair.Client.Send("cd"u8);
        byte[] buffer = new byte[10];
        Assert.Equal(1, pair.Server.Receive(buffer, SocketFlags.OutOfBand));
        Assert.Equal((byte)'!', buffer[0]);
        Assert.Equal("abcd"u8, buffer.AsSpan(0, pair.Server.Receive(buffer)));

        pair.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline, true);
        pair.Client.Send("ef?"u8, SocketFlags.OutOfBand);
        Assert.Equal("ef?"u8, buffer.AsSpan(0, pair.Server.Receive(buffer)));
    }

    [Fact]
    public async Task WaitingReader_GoesOn_WhenDataComes_AndEndsWithItsToken()
    {
        using TestStack stack = new();
        _ = TestStack.Loopback;
        using Pair pair = new();
        pair.Client.NoDelay = true;
        byte[] buffer = new byte[10];
        ValueTask<int> reading = pair.Server.ReceiveAsync(buffer, SocketFlags.None, TestContext.Current.CancellationToken);
        Assert.False(reading.IsCompleted);
        pair.Client.Send([1, 2, 3]);
        Assert.Equal(3, await reading);

        using CancellationTokenSource stop = new();
        reading = pair.Server.ReceiveAsync(buffer, SocketFlags.None, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.AsTask());
        pair.Client.Send([4]);
        Assert.Equal(1, pair.Server.Receive(buffer));
    }

    [Theory]
    [InlineData(true, "cubic")]
    [InlineData(true, "newreno")]
    [InlineData(false, "newreno")]
    public void LongTransfer_ComesThroughABadLink_ByteForByte(bool sacks, string algorithm)
    {
        using TestStack stack = new(seed: 7);
        Ifnet loopback = TestStack.Loopback;
        loopback.Mtu = 1500;
        loopback.Link = new LinkProperties
        {
            Delay = TimeSpan.FromMilliseconds(2),
            Jitter = TimeSpan.FromMilliseconds(1),
            Loss = 0.02,
            Reorder = 0.02,
            Duplicate = 0.02,
            Corrupt = 0.02,
        };
        Tcp.V_tcp_do_sack = sacks;
        Tcp.V_tcp_cc_algo = algorithm;
        try
        {
            Transfers.Run(stack, new IPEndPoint(IPAddress.Loopback, 80), bytes: 3_000_000);
            Assert.True(Tcp.Statistics.Retransmitted > 0);
        }
        finally
        {
            Tcp.V_tcp_do_sack = true;
            Tcp.V_tcp_cc_algo = "cubic";
        }
    }

    /// <summary>A connection to oneself.</summary>
    private sealed class Pair : IDisposable
    {
        private readonly VnetTcpListener _listener = new(s_service);

        internal Pair()
        {
            _listener.Start();
            Client = new VnetSocket(SocketType.Stream, ProtocolType.Tcp);
            Client.Connect(s_service);
            Server = _listener.AcceptSocket();
        }

        internal VnetSocket Client { get; }

        internal VnetSocket Server { get; }

        internal int TrySend(ReadOnlySpan<byte> data) => Client.Poll(0, SelectMode.SelectWrite) ? Client.Send(data) : 0;

        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
            _listener.Dispose();
        }
    }
}
