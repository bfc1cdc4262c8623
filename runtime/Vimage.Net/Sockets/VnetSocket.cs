using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>
/// A socket of the current vnet's stack, with the names, options and errors of <see cref="Socket"/>. It stays in the vnet that
/// made it, whoever uses it, and is closed with it.
/// </summary>
public sealed partial class VnetSocket : IDisposable
{
    private readonly Inpcb _pcb;
    private readonly IDisposable _ownership;
    private bool _wasShut;

    /// <summary>Initializes a new instance of the <see cref="VnetSocket"/> class, for TCP.</summary>
    /// <param name="socketType"><see cref="SocketType.Stream"/>.</param>
    /// <param name="protocolType">TCP.</param>
    /// <exception cref="SocketException">The stack does not speak that.</exception>
    public VnetSocket(SocketType socketType, ProtocolType protocolType)
        : this(AddressFamily.InterNetwork, socketType, protocolType)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="VnetSocket"/> class.</summary>
    /// <param name="addressFamily">
    /// <see cref="AddressFamily.InterNetwork"/>, or <see cref="AddressFamily.InterNetworkV6"/>, with which it can speak IPv4 too
    /// (<see cref="DualMode"/>).
    /// </param>
    /// <param name="socketType">
    /// <see cref="SocketType.Stream"/>, <see cref="SocketType.Dgram"/> or <see cref="SocketType.Raw"/>.
    /// </param>
    /// <param name="protocolType">TCP or UDP, as the type has it; of a raw socket, what it hears and sends.</param>
    /// <exception cref="SocketException">The stack does not speak that.</exception>
    /// <exception cref="VnetQuotaException">The vnet has as many sockets or buffers as it may.</exception>
    public VnetSocket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
    {
        if (addressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            throw new SocketException((int)SocketError.AddressFamilyNotSupported);
        }

        AddressFamily = addressFamily;
        SocketType = socketType;
        ProtocolType = ProtocolOf(socketType, protocolType);
        Vnet.Current.Charge(NetQuota.Sockets, 1);
        try
        {
            _pcb = CreatePcb();
            _ownership = Own();
        }
        catch
        {
            Vnet.Current.Discharge(NetQuota.Sockets, 1);
            throw;
        }
    }

    // A connection that was accepted.
    private VnetSocket(Tcpcb connection)
    {
        AddressFamily = connection.Family;
        SocketType = SocketType.Stream;
        ProtocolType = ProtocolType.Tcp;
        _pcb = connection;
        _ownership = Own();
    }

    /// <inheritdoc cref="Socket.AddressFamily"/>
    public AddressFamily AddressFamily { get; }

    /// <inheritdoc cref="Socket.SocketType"/>
    public SocketType SocketType { get; }

    /// <inheritdoc cref="Socket.ProtocolType"/>
    public ProtocolType ProtocolType { get; }

    /// <summary>Gets the vnet that the socket is of.</summary>
    public Vnet Vnet => _pcb.Vnet;

    /// <inheritdoc cref="Socket.Connected"/>
    public bool Connected => !_pcb.IsClosed && !_wasShut && (_pcb is Tcpcb stream ? stream.IsEstablished : _pcb.IsConnected);

    /// <inheritdoc cref="Socket.IsBound"/>
    public bool IsBound => _pcb.LocalPort != 0 || !_pcb.LocalAddress.IsAny;

    /// <inheritdoc cref="Socket.LocalEndPoint"/>
    public EndPoint? LocalEndPoint
    {
        get
        {
            ThrowIfDisposed();
            return IsBound ? EndPointOf(_pcb.LocalAddress, _pcb.LocalPort) : null;
        }
    }

    /// <inheritdoc cref="Socket.RemoteEndPoint"/>
    public EndPoint? RemoteEndPoint
    {
        get
        {
            ThrowIfDisposed();
            return _pcb.IsConnected ? EndPointOf(_pcb.RemoteAddress, _pcb.RemotePort) : null;
        }
    }

    /// <inheritdoc cref="Socket.Available"/>
    public int Available
    {
        get
        {
            using (Enter())
            {
                return _pcb.Available;
            }
        }
    }

    /// <summary>Gets the state of the connection; of no use but to look at. (<c>netstat -p tcp</c>)</summary>
    public TcpState TcpState => (_pcb as Tcpcb)?.State ?? TcpState.Closed;

    private bool IsUdp => SocketType == SocketType.Dgram;

    private Tcpcb Stream => _pcb as Tcpcb ?? throw new SocketException((int)SocketError.OperationNotSupported);

    private DatagramPcb Datagrams => _pcb as DatagramPcb ?? throw new SocketException((int)SocketError.OperationNotSupported);

    /// <inheritdoc cref="Socket.Bind"/>
    public void Bind(EndPoint localEP)
    {
        ArgumentNullException.ThrowIfNull(localEP);
        (InAddress address, ushort port) = Read(localEP);
        using (Enter())
        using (CURVNET_SET(_pcb.Vnet))
        {
            if (IsBound)
            {
                throw new SocketException((int)SocketError.InvalidArgument);
            }

            if (!IsOwn(address))
            {
                throw new SocketException((int)SocketError.AddressNotAvailable);
            }

            switch (_pcb)
            {
                case Tcpcb stream:
                    Check(stream.Bind(address, port));
                    break;
                case DatagramPcb datagrams when IsUdp:
                    Check(Udp.Ports.Bind(datagrams, address, port));
                    break;
                default:
                    _pcb.LocalAddress = address;
                    break;
            }
        }
    }

    /// <inheritdoc cref="Socket.Close()"/>
    public void Close() => Dispose();

    /// <inheritdoc cref="Socket.Close(int)"/>
    /// <param name="timeout">Seconds in which what was written is still to be sent, while the caller waits.</param>
    public void Close(int timeout)
    {
        _linger = new LingerOption(enable: timeout >= 0, Math.Max(0, timeout));
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (SocketType == SocketType.Stream && !_pcb.IsClosed && _linger is { Enabled: true, LingerTime: > 0 })
        {
            Linger();
        }

        using (_pcb.Netisr.Enter())
        {
            if (_pcb.IsClosed)
            {
                return;
            }

            CloseInVnet();
        }

        _pcb.Vnet.Discharge(NetQuota.Sockets, 1);
        _ownership.Dispose();
    }

    // The vnet may be in its teardown, which has this thread in it, or else takes its tables away with the sockets in them.
    private void CloseInVnet()
    {
        if (ReferenceEquals(Vnet.Current, _pcb.Vnet))
        {
            CloseHere();
            return;
        }

        try
        {
            using (CURVNET_SET(_pcb.Vnet))
            {
                CloseHere();
            }
        }
        catch (ObjectDisposedException) when (_pcb.Vnet.IsDestroyed)
        {
            // A closed socket in a table takes nothing any more.
            (_pcb as DatagramPcb)?.Close();
        }
    }

    private void CloseHere()
    {
        switch (_pcb)
        {
            case Tcpcb stream:
                _senders.WakeAll(stream.Netisr);

                // Nothing would be there to send the rest once the vnet is gone.
                stream.Close(isAbortive: _linger is { Enabled: true, LingerTime: 0 } || _pcb.Vnet.IsDestroyed);
                break;
            case DatagramPcb datagrams:
                datagrams.Memberships?.LeaveAll();
                datagrams.Close();
                if (IsUdp)
                {
                    Udp.Ports.Remove(datagrams);
                }
                else
                {
                    RawIp.Remove(datagrams);
                }

                break;
        }
    }

    private Netisr.Section Enter()
    {
        Netisr.Section section = _pcb.Netisr.Enter();
        if (_pcb.IsClosed)
        {
            section.Dispose();
            throw new ObjectDisposedException(typeof(VnetSocket).FullName);
        }

        return section;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_pcb.IsClosed, this);

    private IDisposable Own() => _pcb.Vnet.Own(this, VnetResourceKind.Endpoint, $"{ProtocolType} socket");

    private Inpcb CreatePcb()
    {
        if (SocketType == SocketType.Stream)
        {
            return new Tcpcb(Vnet.Current, Netisr.Current, AddressFamily);
        }

        DatagramPcb pcb = new(Vnet.Current, Netisr.Current, AddressFamily, (byte)ProtocolType);
        if (!IsUdp)
        {
            using (pcb.Netisr.Enter())
            {
                RawIp.Add(pcb);
            }
        }

        return pcb;
    }

    private static ProtocolType ProtocolOf(SocketType socketType, ProtocolType protocolType) => (socketType, protocolType) switch
    {
        (SocketType.Stream, ProtocolType.Tcp or ProtocolType.Unspecified) => ProtocolType.Tcp,
        (SocketType.Dgram, ProtocolType.Udp or ProtocolType.Unspecified) => ProtocolType.Udp,
        (SocketType.Raw, > 0 and <= (ProtocolType)byte.MaxValue) => protocolType,
        (SocketType.Stream or SocketType.Dgram or SocketType.Raw, _) => throw new SocketException((int)SocketError.ProtocolNotSupported),
        _ => throw new SocketException((int)SocketError.SocketNotSupported),
    };

    private bool IsOwn(InAddress address) =>
        address.IsAny
        || (SocketType != SocketType.Stream && (address == Ipv4.Broadcast || address.IsMulticast))
        || Inet.IsOwn(address)
        || Carp.Find(address) is not null;

    // A program may write an IPv4 address in either way for a socket that speaks both.
    private (InAddress Address, ushort Port) Read(EndPoint endPoint)
    {
        if (endPoint is not IPEndPoint ip
            || (ip.AddressFamily != AddressFamily && !_pcb.IsDualMode)
            || (ip.Address.IsIPv4MappedToIPv6 && !_pcb.IsDualMode))
        {
            throw new SocketException((int)SocketError.AddressFamilyNotSupported);
        }

        return (InAddress.From(ip.Address), (ushort)ip.Port);
    }

    private IPEndPoint EndPointOf(InAddress address, ushort port) => new(address.ToIPAddress(AddressFamily), port);

    private static void Check(SocketError error)
    {
        if (error != SocketError.Success)
        {
            throw new SocketException((int)error);
        }
    }
}
