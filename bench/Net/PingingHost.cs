using System.Net;
using System.Net.Sockets;
using Vimage.Net;

namespace Vimage.Bench.Net;

/// <summary>A vnet that asks another host for an echo of each family once a second.</summary>
internal sealed class PingingHost : IDisposable
{
    private const byte EchoRequest = 8;
    private const byte EchoRequest6 = 128;
    private const byte EchoReply6 = 129;
    private const int HeaderSize = 20;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly VnetSocket _socket;
    private readonly VnetSocket _socket6;
    private readonly byte[] _echo = [EchoRequest, 0, 0xF7, 0xFF, 0, 0, 0, 0];
    private readonly byte[] _echo6 = [EchoRequest6, 0, 0, 0, 0, 0, 0, 0];
    private readonly byte[] _received = new byte[64];
    private readonly ITimer _timer;

    internal PingingHost(Vnet vnet, IPAddress neighbor, IPAddress neighbor6, TimeProvider time, TimeSpan phase)
    {
        _socket = vnet.Run(static () => new VnetSocket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp) { Blocking = false });
        _socket6 = vnet.Run(static () => new VnetSocket(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6) { Blocking = false });
        _socket.Connect(new IPEndPoint(neighbor, 0));
        _socket6.Connect(new IPEndPoint(neighbor6, 0));
        _timer = time.CreateTimer(static self => ((PingingHost)self!).Ask(), this, phase, s_interval);
    }

    /// <summary>Gets how many echoes have come back.</summary>
    internal long Answered { get; private set; }

    public void Dispose()
    {
        _timer.Dispose();
        _socket.Dispose();
        _socket6.Dispose();
    }

    private void Ask()
    {
        _ = _socket.Send(_echo);
        _ = _socket6.Send(_echo6);
        Count(_socket, HeaderSize, reply: 0);
        Count(_socket6, 0, EchoReply6);
    }

    // What the neighbour itself asks comes by raw sockets, too.
    private void Count(VnetSocket socket, int offset, byte reply)
    {
        while (socket.Available > 0)
        {
            int length = socket.Receive(_received);
            Answered += length > offset && _received[offset] == reply ? 1 : 0;
        }
    }
}
