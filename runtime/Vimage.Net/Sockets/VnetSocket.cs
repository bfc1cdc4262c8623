using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>
/// A socket of the current vnet's stack, with the names, options and errors of <see cref="Socket"/>. It stays in the vnet that
/// made it, whoever uses it, and is closed with it.
/// </summary>
/// <remarks>So far for UDP and raw IPv4.</remarks>
public sealed partial class VnetSocket : IDisposable
{
    private readonly Inpcb _pcb;
    private readonly IDisposable _ownership;

    /// <summary>Initializes a new instance of the <see cref="VnetSocket"/> class.</summary>
    /// <param name="addressFamily"><see cref="AddressFamily.InterNetwork"/>.</param>
    /// <param name="socketType"><see cref="SocketType.Dgram"/> or <see cref="SocketType.Raw"/>.</param>
    /// <param name="protocolType">UDP; of a raw socket, what it hears and sends.</param>
    /// <exception cref="SocketException">The stack does not speak that.</exception>
    public VnetSocket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
    {
        if (addressFamily != AddressFamily.InterNetwork)
        {
            throw new SocketException((int)SocketError.AddressFamilyNotSupported);
        }

        bool isUdp = socketType == SocketType.Dgram && protocolType is ProtocolType.Udp or ProtocolType.Unspecified;
        bool isRaw = socketType == SocketType.Raw && (int)protocolType is > 0 and <= byte.MaxValue;
        if (!isUdp && !isRaw)
        {
            throw new SocketException((int)(socketType is SocketType.Dgram or SocketType.Raw ? SocketError.ProtocolNotSupported : SocketError.SocketNotSupported));
        }

        AddressFamily = addressFamily;
        SocketType = socketType;
        ProtocolType = isUdp ? ProtocolType.Udp : protocolType;
        _pcb = new Inpcb(Vnet.Current, Netisr.Current, (byte)ProtocolType);
        _ownership = Vnet.Current.Own(this, VnetResourceKind.Endpoint, $"{ProtocolType} socket");
        if (isRaw)
        {
            using (_pcb.Netisr.Enter())
            {
                RawIp.Add(_pcb);
            }
        }
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
    public bool Connected => _pcb.IsConnected;

    /// <inheritdoc cref="Socket.IsBound"/>
    public bool IsBound => _pcb.LocalPort != 0 || _pcb.LocalAddress != 0;

    /// <inheritdoc cref="Socket.LocalEndPoint"/>
    public EndPoint? LocalEndPoint => IsBound ? new IPEndPoint(Ipv4.ToAddress(_pcb.LocalAddress), _pcb.LocalPort) : null;

    /// <inheritdoc cref="Socket.RemoteEndPoint"/>
    public EndPoint? RemoteEndPoint => _pcb.IsConnected ? new IPEndPoint(Ipv4.ToAddress(_pcb.RemoteAddress), _pcb.RemotePort) : null;

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

    private bool IsUdp => SocketType == SocketType.Dgram;

    /// <inheritdoc cref="Socket.Bind"/>
    public void Bind(EndPoint localEP)
    {
        ArgumentNullException.ThrowIfNull(localEP);
        (uint address, ushort port) = Read(localEP);
        using (Enter())
        using (CURVNET_SET(_pcb.Vnet))
        {
            if (IsBound)
            {
                throw new SocketException((int)SocketError.InvalidArgument);
            }

            if (address is not (Ipv4.Any or Ipv4.Broadcast) && !Ipv4.IsMulticast(address) && !Ip.V_in_ifaddrhash.ContainsKey(address))
            {
                throw new SocketException((int)SocketError.AddressNotAvailable);
            }

            if (IsUdp)
            {
                Check(Udp.Ports.Bind(_pcb, address, port));
            }
            else
            {
                _pcb.LocalAddress = address;
            }
        }
    }

    /// <inheritdoc cref="Socket.Connect(EndPoint)"/>
    public void Connect(EndPoint remoteEP)
    {
        ArgumentNullException.ThrowIfNull(remoteEP);
        (uint address, ushort port) = Read(remoteEP);
        using (Enter())
        using (CURVNET_SET(_pcb.Vnet))
        {
            Check(Routing.Resolve(address, _pcb.LocalAddress, address ^ port, out RouteTarget target));
            if (target.IsBroadcast && !_pcb.AllowsBroadcast)
            {
                throw new SocketException((int)SocketError.AccessDenied);
            }

            BindIfNeeded();
            if (_pcb.LocalAddress == 0)
            {
                _pcb.LocalAddress = target.Source;
            }

            (_pcb.RemoteAddress, _pcb.RemotePort, _pcb.IsConnected) = (address, port, true);
        }
    }

    /// <inheritdoc cref="Socket.Close()"/>
    public void Close() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        using (_pcb.Netisr.Enter())
        {
            if (_pcb.IsClosed)
            {
                return;
            }

            _pcb.Close();
            Unlist();
        }

        _ownership.Dispose();
    }

    // The vnet may be in its teardown, which has this thread in it, or else takes its tables away with the sockets in them.
    private void Unlist()
    {
        if (ReferenceEquals(Vnet.Current, _pcb.Vnet))
        {
            UnlistHere();
            return;
        }

        try
        {
            using (CURVNET_SET(_pcb.Vnet))
            {
                UnlistHere();
            }
        }
        catch (ObjectDisposedException) when (_pcb.Vnet.IsDestroyed)
        {
            // A closed socket in a table takes nothing any more.
        }
    }

    private void UnlistHere()
    {
        if (IsUdp)
        {
            Udp.Ports.Remove(_pcb);
        }
        else
        {
            RawIp.Remove(_pcb);
        }
    }

    private void BindIfNeeded()
    {
        if (IsUdp && _pcb.LocalPort == 0)
        {
            Check(Udp.Ports.Bind(_pcb, _pcb.LocalAddress, 0));
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

    private static (uint Address, ushort Port) Read(EndPoint endPoint)
    {
        if (endPoint is not IPEndPoint { AddressFamily: AddressFamily.InterNetwork } ip)
        {
            throw new SocketException((int)SocketError.AddressFamilyNotSupported);
        }

        return (Ipv4.FromAddress(ip.Address), (ushort)ip.Port);
    }

    private static void Check(SocketError error)
    {
        if (error != SocketError.Success)
        {
            throw new SocketException((int)error);
        }
    }
}
