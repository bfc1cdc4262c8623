using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>A connection, or who listens for some. Under the lock of the domain, with its vnet as the current one. (FreeBSD: <c>struct tcpcb</c>.)</summary>
/// <remarks>
/// Sequence variables have the names of RFC 9293, 3.3.1. There is no <c>snd_max</c>: what is sent again is told by the scoreboard, and
/// <see cref="SndNxt"/> never goes back.
/// </remarks>
internal sealed partial class Tcpcb : Inpcb
{
    private readonly RingBuffer _sendBuffer = new();
    private readonly ReceiveQueue _received = new();
    private readonly Scoreboard _scoreboard = new();
    private CongestionControl _congestion = null!;
    private RttEstimator _rtt;

    // By the user, so that the stack does not.
    private bool _sendSpaceIsFixed;
    private bool _receiveSpaceIsFixed;

    /// <exception cref="VnetQuotaException">The vnet has as many buffers as it may.</exception>
    internal Tcpcb(Vnet vnet, Netisr netisr, AddressFamily family)
        : base(vnet, netisr, family, IpProtocol.Tcp)
    {
        Reserve(Tcp.V_tcp_sendspace, Tcp.V_tcp_recvspace);
        _timer = new Callout(static pcb => ((Tcpcb)pcb).OnTimer(), this);
    }

    internal TcpState State { get; private set; }

    /// <summary>Gets those who wait for room in the send buffer, or for the connection to come about.</summary>
    internal WaiterList Writers { get; } = new();

    /// <summary>Gets the connections that wait to be accepted; none unless it listens.</summary>
    internal AcceptQueue? Listening { get; private set; }

    /// <summary>Gets the bytes that the send buffer takes.</summary>
    internal int SendSpace { get; private set; }

    /// <summary>Gets the bytes that the receive buffer takes.</summary>
    internal int ReceiveSpace { get; private set; }

    /// <summary>Gets a value indicating whether small segments are sent at once (RFC 1122, 4.2.3.4).</summary>
    internal bool NoDelay { get; private set; }

    internal bool KeepAlive { get; set; }

    /// <summary>Gets or sets the socket's own times for keepalive, in milliseconds; 0 for the vnet's.</summary>
    internal int KeepIdle { get; set; }

    internal int KeepInterval { get; set; }

    internal int KeepCount { get; set; }

    /// <summary>Gets a value indicating whether both ends have agreed.</summary>
    internal bool IsEstablished => State >= TcpState.Established && IsConnected;

    internal bool IsConnecting => State is TcpState.SynSent or TcpState.SynReceived;

    internal override int Available => _received.Count;

    /// <summary>Gets a value indicating whether all was read that will ever come.</summary>
    internal bool IsAtEnd => _received.Count == 0 && (_isFinReceived || _isReadShut || State == TcpState.Closed);

    internal override bool IsReadable =>
        Listening is { } queue ? queue.Count > 0 || IsClosed : _received.Count > 0 || IsAtEnd || Error != SocketError.Success;

    /// <summary>Gets the bytes written that the other end has not acknowledged.</summary>
    internal int Unacknowledged => _sendBuffer.Count;

    /// <summary>Gets how much can be written at once; less than nothing after the buffer was made smaller.</summary>
    internal int SendRoom => SendSpace - _sendBuffer.Count;

    internal bool IsWritable => !IsConnecting && (SendRoom > 0 || _isFinQueued || State == TcpState.Closed || Error != SocketError.Success);

    internal bool IsWriteShut => _isFinQueued;

    private ConnectionKey Key => new(LocalAddress, LocalPort, RemoteAddress, RemotePort);

    /// <summary>Sets <see cref="NoDelay"/>, and sends what has waited.</summary>
    internal void SetNoDelay(bool isSet)
    {
        NoDelay = isSet;
        Output();
    }

    /// <summary>Gives the send buffer a size of the user's choice, which then stays.</summary>
    internal void SetSendSpace(int bytes)
    {
        Reserve(bytes, ReceiveSpace);
        _sendSpaceIsFixed = true;
    }

    /// <summary>Gives the receive buffer a size of the user's choice, which then stays.</summary>
    internal void SetReceiveSpace(int bytes)
    {
        Reserve(SendSpace, bytes);
        _receiveSpaceIsFixed = true;
    }

    private void Reserve(int sendSpace, int receiveSpace)
    {
        _buffers.Resize(sendSpace + receiveSpace);
        SendSpace = sendSpace;
        ReceiveSpace = receiveSpace;
    }

    // By the stack's own choice: where there is no room for more, what there is has to do.
    private void TryReserve(int sendSpace, int receiveSpace)
    {
        if (_buffers.TryResize(sendSpace + receiveSpace))
        {
            SendSpace = sendSpace;
            ReceiveSpace = receiveSpace;
        }
    }

    private void WakeAll()
    {
        Readers.WakeAll(Netisr);
        Writers.WakeAll(Netisr);
    }
}
