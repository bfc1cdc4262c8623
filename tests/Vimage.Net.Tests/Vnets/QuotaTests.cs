using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

public sealed class QuotaTests
{
    [Fact]
    public void SocketTooMany_IsRefusedByName_UntilOneIsClosed()
    {
        using TestStack stack = new();
        Vnet vnet = Add(NetQuota.Sockets, 2);
        vnet.Run(() =>
        {
            using VnetUdpClient first = new();
            VnetUdpClient second = new();
            VnetQuotaException refused = Assert.Throws<VnetQuotaException>(static () => new VnetUdpClient());
            Assert.Contains("sockets", refused.Message, StringComparison.Ordinal);
            second.Close();
            new VnetUdpClient().Close();
        });
        Assert.Equal(0, vnet.UsageOf(NetQuota.Sockets));
    }

    [Fact]
    public void InterfaceTooMany_IsRefused_BothEndsOrNone_WhereverThoseAreThatWereMade()
    {
        using TestStack stack = new();
        Vnet vnet = Add(NetQuota.Interfaces, 3);
        Vnet below = vnet.CreateChild("below");
        vnet.Run(() =>
        {
            (Epair a, Epair b) = Epair.Create();
            b.MoveTo(below);
            Assert.Throws<VnetQuotaException>(static () => Epair.Create());
            Assert.Equal(2, vnet.UsageOf(NetQuota.Interfaces));
            Bridge bridge = Bridge.Create();
            Assert.Throws<VnetQuotaException>(static () => Bridge.Create());
            a.Destroy();
            bridge.Destroy();
        });
        Assert.Equal(0, vnet.UsageOf(NetQuota.Interfaces));
    }

    [Fact]
    [Trait("FreeBSD", "kern.ipc.nmbclusters")]
    public void BufferTooLarge_IsRefused_AndLeavesTheSizeThatItHad()
    {
        using TestStack stack = new();
        Vnet vnet = Add(VnetQuota.Buffers, 200_000);
        vnet.Run(static () =>
        {
            using VnetSocket socket = new(SocketType.Stream, ProtocolType.Tcp);
            int before = socket.ReceiveBufferSize;
            Assert.Throws<VnetQuotaException>(() => socket.ReceiveBufferSize = 1 << 20);
            Assert.Equal(before, socket.ReceiveBufferSize);
            socket.ReceiveBufferSize = 100_000;
            Assert.Throws<VnetQuotaException>(static () => new VnetSocket(SocketType.Stream, ProtocolType.Tcp));
        });
        Assert.Equal(0, vnet.UsageOf(VnetQuota.Buffers));
    }

    [Fact]
    [Trait("FreeBSD", "kern.ipc.nmbclusters")]
    public void ConnectionWithoutRoomForItsBuffers_IsReset()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Add(VnetQuota.Buffers, 250_000));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        a.Configure("10.0.0.1");
        b.Configure("10.0.0.2");
        using VnetTcpListener listener = second.Run(static () => new VnetTcpListener(IPAddress.Any, 80));
        listener.Start();
        IPEndPoint service = new(IPAddress.Parse("10.0.0.2"), 80);
        using VnetSocket one = first.Run(static () => new VnetSocket(SocketType.Stream, ProtocolType.Tcp));
        using VnetSocket another = first.Run(static () => new VnetSocket(SocketType.Stream, ProtocolType.Tcp));
        one.Connect(service);

        // The listener has a share of its own; there was room for one more.
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => another.Connect(service)).SocketErrorCode);
        using VnetSocket accepted = listener.AcceptSocket();
        Assert.Equal(1, one.Send([1]));
        Assert.Equal(1, accepted.Receive(new byte[1]));
    }

    private static Vnet Add(string quota, long limit) =>
        Vnet.Current.CreateChild("limited", new VnetOptions { ChildrenMax = 1, Quotas = new Dictionary<string, long> { [quota] = limit } });
}
