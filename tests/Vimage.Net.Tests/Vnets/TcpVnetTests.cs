using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>TCP between vnets.</summary>
public sealed class TcpVnetTests
{
    private static readonly IPEndPoint s_service = new(IPAddress.Parse("192.0.2.2"), 80);

    [Theory]
    [InlineData(true, 1500)]
    [InlineData(false, 1500)]
    [InlineData(true, 9000)]
    [InlineData(true, 576)]
    public void Transfer_GoesOverAPair_InLargeSegmentsAndInSmallOnes(bool large, int mtu)
    {
        using TestStack stack = new();
        (Epair a, Epair b) = Build();
        a.Mtu = b.Mtu = mtu;
        a.Vnet.Run(() => Tcp.V_tcp_do_tso = large);
        Transfers.Run(stack, s_service, 5_000_000, client: a.Vnet, server: b.Vnet);
        long packets = a.Counters.PacketsOut;
        Assert.True(large == packets < 5_000_000 / mtu, $"{packets} packets");
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Trait("RFC", "1191")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Transfer_GoesThroughARouter_WhoseSecondLinkTakesLess(bool first)
    {
        using TestStack stack = new();
        (Vnet client, Vnet router, Vnet server) = (Hosts.Add("client"), Hosts.Add("router"), Hosts.Add("server"));
        (_, _, Epair c, Epair d) = Hosts.ConnectByRouter(client, router, server);

        // The end itself knows nothing of it, and names the size of its own link.
        c.Mtu = 1000;
        d.Mtu = first ? 1500 : 1000;
        TimeSpan took = Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("10.0.1.2"), 80), 3_000_000, client: client, server: server);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(first, router.Run(static () => Icmp.Statistics.Errors) > 0);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void Transfer_GoesThroughABridge_OneSegmentAtATime()
    {
        using TestStack stack = new();
        (Vnet client, Vnet middle, Vnet server) = (Hosts.Add("client"), Hosts.Add("middle"), Hosts.Add("server"));
        (Epair a, Epair b) = Hosts.Connect(client, middle);
        (Epair c, Epair d) = Hosts.Connect(middle, server);
        a.Configure("192.0.2.1");
        d.Configure("192.0.2.2");
        middle.Run(() =>
        {
            Bridge bridge = Bridge.Create();
            bridge.AddMember(b);
            bridge.AddMember(c);
            bridge.Up();
            b.Up();
            c.Up();
        });
        Transfers.Run(stack, s_service, 3_000_000, client: client, server: server);
        Assert.True(a.Counters.PacketsOut > 3_000_000 / 1500);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void InterfaceThatComesBack_LetsTheConnectionGoOn()
    {
        using TestStack stack = new();
        (Epair a, Epair b) = Build();
        a.Link = new LinkProperties { Delay = TimeSpan.FromMilliseconds(10), Rate = 100_000_000 };
        Vnet client = a.Vnet;
        Vnet elsewhere = Hosts.Add("elsewhere");
        Task moving = MoveAsync();
        Transfers.Run(stack, s_service, 3_000_000, client: client, server: b.Vnet);
        Assert.True(moving.IsCompletedSuccessfully);
        Assert.Equal(0, stack.Netisr.PacketsInUse);

        async Task MoveAsync()
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), stack.Time);
            a.MoveTo(elsewhere);
            await Task.Delay(TimeSpan.FromSeconds(5), stack.Time);
            a.MoveTo(client);
            a.Configure("192.0.2.1");
        }
    }

    [Fact]
    public void InterfaceThatDoesNotComeBack_EndsTheConnectionInTheEnd()
    {
        using TestStack stack = new();
        (Epair a, Epair b) = Build();
        (VnetSocket client, VnetSocket server, VnetTcpListener listener) = Connect(a.Vnet, b.Vnet);
        client.Send(new byte[1000]);
        a.MoveTo(stack.Vnet);
        client.Send(new byte[100_000]);
        stack.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(TcpState.Closed, client.TcpState);
        Assert.Equal(SocketError.TimedOut, Assert.Throws<SocketException>(() => client.Receive(new byte[1])).SocketErrorCode);
        client.Dispose();
        server.Dispose();
        listener.Dispose();
        stack.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task DestroyedVnet_ResetsItsConnections_OverItsOwnInterfaces_AndBorrowedOnes(bool client, bool borrows)
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));

        (Epair a, Epair b) = borrows ? Hosts.Connect(first, second) : (client ? first : second).Run(Epair.Create);
        if (!borrows)
        {
            (client ? b : a).MoveTo(client ? second : first);
        }

        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        (VnetSocket near, VnetSocket far, VnetTcpListener listener) = Connect(first, second);
        near.Send(new byte[100_000]);
        VnetSocket left = client ? far : near;
        left.Blocking = false;
        VnetTeardownReport report = await (client ? first : second).DestroyAsync();
        Assert.Empty(report.Failures);
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TcpState.Closed, left.TcpState);
        SocketException error = Assert.Throws<SocketException>(() =>
        {
            while (left.Receive(new byte[1_000_000]) > 0)
            {
                // What was sent before.
            }
        });
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        near.Dispose();
        far.Dispose();
        listener.Dispose();
        stack.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void Socket_StaysInItsVnet_WhoeverUsesIt()
    {
        using TestStack stack = new();
        (Epair a, Epair b) = Build();
        (VnetSocket client, VnetSocket server, VnetTcpListener listener) = Connect(a.Vnet, b.Vnet);
        Vnet stranger = Hosts.Add("stranger");
        stranger.Run(() =>
        {
            client.NoDelay = true;
            client.Send([1, 2, 3]);
            Assert.Equal(3, server.Receive(new byte[10]));
            client.Shutdown(SocketShutdown.Send);
            Assert.Equal(0, server.Receive(new byte[10]));
            Assert.Equal(0, Tcp.Statistics.Sent);
        });
        Assert.Equal((a.Vnet, b.Vnet), (client.Vnet, server.Vnet));
        Assert.True(a.Vnet.Run(static () => Tcp.Statistics.Sent) > 0);
        client.Dispose();
        server.Dispose();
        listener.Dispose();
    }

    [Fact]
    public async Task Completions_RunInTheVnetOfWhoHasAsked()
    {
        using TestStack stack = new();
        (Epair a, Epair b) = Build();
        (VnetSocket client, VnetSocket server, VnetTcpListener listener) = Connect(a.Vnet, b.Vnet);
        client.NoDelay = true;
        Vnet stranger = Hosts.Add("stranger");
        Task<Vnet> asking = stranger.RunAsync(async () =>
        {
            await server.ReceiveAsync(new byte[10]);
            return Vnet.Current;
        });
        Assert.False(asking.IsCompleted);
        a.Vnet.Run(() => client.Send([1]));
        Assert.Same(stranger, await asking);
        client.Dispose();
        server.Dispose();
        listener.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SteadyState_AllocatesNothing(bool large)
    {
        using TestStack stack = new();
        (Epair a, Epair b) = Build();
        a.Vnet.Run(() => Tcp.V_tcp_do_tso = large);
        (VnetSocket client, VnetSocket server, VnetTcpListener listener) = Connect(a.Vnet, b.Vnet);
        client.NoDelay = true;
        byte[] data = new byte[60_000];
        Exchange(2000);
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(500);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        client.Dispose();
        server.Dispose();
        listener.Dispose();

        void Exchange(int count)
        {
            for (int i = 0; i < count; i++)
            {
                int length = i % 2 == 0 ? 64 : 20_000;
                client.Send(data.AsSpan(0, length));
                for (int received = 0; received < length;)
                {
                    received += server.Receive(data);
                }
            }
        }
    }

    [Fact]
    public void SameRunTwice_GivesByteIdenticalCaptures()
    {
        byte[] first = Capture(seed: 5);
        Assert.Equal(first, Capture(seed: 5));
        Assert.NotEqual(first, Capture(seed: 6));
        Assert.True(first.Length > 500_000);

        static byte[] Capture(ulong seed)
        {
            using TestStack stack = new(seed);
            (Epair a, Epair b) = Build();
            using MemoryStream file = new();
            using PacketCapture capture = new(b, file);
            a.Link = b.Link = new LinkProperties
            {
                Delay = TimeSpan.FromMilliseconds(3),
                Jitter = TimeSpan.FromMilliseconds(2),
                Rate = 100_000_000,
                Loss = 0.05,
                Corrupt = 0.02,
                Duplicate = 0.02,
                Reorder = 0.05,
            };
            Transfers.Run(stack, s_service, 500_000, client: a.Vnet, server: b.Vnet);
            return file.ToArray();
        }
    }

    private static (Epair A, Epair B) Build()
    {
        (Epair a, Epair b) = Hosts.Connect(Hosts.Add("first"), Hosts.Add("second"));
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        return (a, b);
    }

    private static (VnetSocket Client, VnetSocket Server, VnetTcpListener Listener) Connect(Vnet client, Vnet server)
    {
        VnetTcpListener listener = server.Run(static () => new VnetTcpListener(IPAddress.Any, s_service.Port));
        listener.Start();
        VnetSocket connecting = client.Run(static () => new VnetSocket(SocketType.Stream, ProtocolType.Tcp) { Blocking = false });
        connecting.Connect(s_service);
        return (connecting, listener.AcceptSocket(), listener);
    }
}
