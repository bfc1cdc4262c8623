using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Options by their numbers.</content>
public sealed partial class VnetSocket
{
    private const int MillisecondsPerSecond = 1000;

    /// <inheritdoc cref="Socket.SetSocketOption(SocketOptionLevel, SocketOptionName, int)"/>
    /// <exception cref="SocketException">The stack does not have that option.</exception>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, int optionValue)
    {
        ThrowIfDisposed();
        switch (optionLevel)
        {
            case SocketOptionLevel.Socket:
                SetSocketOption(optionName, optionValue);
                break;
            case SocketOptionLevel.IP:
                SetIpOption(optionName, optionValue);
                break;
            case SocketOptionLevel.IPv6:
                SetIpv6Option(optionName, optionValue);
                break;
            case SocketOptionLevel.Tcp:
                SetTcpOption(optionName, optionValue);
                break;
            default:
                throw new SocketException((int)SocketError.ProtocolOption);
        }
    }

    /// <inheritdoc cref="SetSocketOption(SocketOptionLevel, SocketOptionName, int)"/>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, bool optionValue) =>
        SetSocketOption(optionLevel, optionName, optionValue ? 1 : 0);

    /// <inheritdoc cref="Socket.SetSocketOption(SocketOptionLevel, SocketOptionName, object)"/>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, object optionValue)
    {
        ThrowIfDisposed();
        switch (optionLevel, optionName, optionValue)
        {
            case (SocketOptionLevel.Socket, SocketOptionName.Linger, LingerOption linger):
                LingerState = linger;
                break;
            case (SocketOptionLevel.IP or SocketOptionLevel.IPv6, SocketOptionName.AddMembership or SocketOptionName.DropMembership, not null):
                ChangeMembership(optionName, optionValue);
                break;
            default:
                throw new SocketException((int)SocketError.ProtocolOption);
        }
    }

    /// <inheritdoc cref="Socket.GetSocketOption(SocketOptionLevel, SocketOptionName)"/>
    /// <exception cref="SocketException">The stack does not have that option.</exception>
    public object GetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName)
    {
        ThrowIfDisposed();
        return OptionOf(optionLevel, optionName);
    }

    private object OptionOf(SocketOptionLevel optionLevel, SocketOptionName optionName) => (optionLevel, optionName) switch
    {
        (SocketOptionLevel.Socket, SocketOptionName.Error) => TakeError(),
        (SocketOptionLevel.Socket, SocketOptionName.Type) => (int)SocketType,
        (SocketOptionLevel.Socket, SocketOptionName.ReuseAddress) => _pcb.ReusesAddress ? 1 : 0,
        (SocketOptionLevel.Socket, SocketOptionName.Broadcast) => _pcb.AllowsBroadcast ? 1 : 0,
        (SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer) => ReceiveBufferSize,
        (SocketOptionLevel.Socket, SocketOptionName.SendBuffer) => SendBufferSize,
        (SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout) => ReceiveTimeout,
        (SocketOptionLevel.Socket, SocketOptionName.SendTimeout) => SendTimeout,
        (SocketOptionLevel.Socket, SocketOptionName.KeepAlive) => Stream.KeepAlive ? 1 : 0,
        (SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline) => Stream.OutOfBandInline ? 1 : 0,
        (SocketOptionLevel.Socket, SocketOptionName.AcceptConnection) => (_pcb as Tcpcb)?.Listening is null ? 0 : 1,
        (SocketOptionLevel.Socket, SocketOptionName.Linger) => LingerState!,
        (SocketOptionLevel.IP, SocketOptionName.IpTimeToLive) => (int)Ttl,
        (SocketOptionLevel.IP, SocketOptionName.TypeOfService) => (int)_pcb.TypeOfService,
        (SocketOptionLevel.IP, SocketOptionName.DontFragment) => _pcb.DontFragment ? 1 : 0,
        (SocketOptionLevel.IP or SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface) => GetMulticastInterface(optionLevel == SocketOptionLevel.IP),
        (SocketOptionLevel.IP or SocketOptionLevel.IPv6, SocketOptionName.MulticastTimeToLive) => (int)Datagrams.MulticastTimeToLive,
        (SocketOptionLevel.IP or SocketOptionLevel.IPv6, SocketOptionName.MulticastLoopback) => Datagrams.LoopsBack ? 1 : 0,
        (SocketOptionLevel.IPv6, SocketOptionName.IPv6Only) => DualMode ? 0 : 1,
        (SocketOptionLevel.IPv6, SocketOptionName.HopLimit) => (int)Ttl,
        (SocketOptionLevel.Tcp, SocketOptionName.NoDelay) => NoDelay ? 1 : 0,
        (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime) => Stream.KeepIdle / MillisecondsPerSecond,
        (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval) => Stream.KeepInterval / MillisecondsPerSecond,
        (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount) => Stream.KeepCount,
        _ => throw new SocketException((int)SocketError.ProtocolOption),
    };

    private void SetSocketOption(SocketOptionName name, int value)
    {
        bool isOn = value != 0;
        switch (name)
        {
            case SocketOptionName.ReuseAddress:
                _pcb.ReusesAddress = isOn;
                break;
            case SocketOptionName.Broadcast:
                _pcb.AllowsBroadcast = isOn;
                break;
            case SocketOptionName.ReceiveBuffer:
                ReceiveBufferSize = value;
                break;
            case SocketOptionName.SendBuffer:
                SendBufferSize = value;
                break;
            case SocketOptionName.ReceiveTimeout:
                ReceiveTimeout = value;
                break;
            case SocketOptionName.SendTimeout:
                SendTimeout = value;
                break;
            case SocketOptionName.KeepAlive:
                Stream.KeepAlive = isOn;
                RestartKeepalive();
                break;
            case SocketOptionName.OutOfBandInline:
                Stream.OutOfBandInline = isOn;
                break;
            default:
                throw new SocketException((int)SocketError.ProtocolOption);
        }
    }

    private void SetIpOption(SocketOptionName name, int value)
    {
        switch (name)
        {
            case SocketOptionName.IpTimeToLive:
                Ttl = checked((short)value);
                break;
            case SocketOptionName.TypeOfService:
                _pcb.TypeOfService = (byte)value;
                break;
            case SocketOptionName.DontFragment:
                _pcb.DontFragment = value != 0;
                break;
            case SocketOptionName.HeaderIncluded when SocketType == SocketType.Raw:
                Datagrams.IncludesHeader = value != 0;
                break;
            case SocketOptionName.MulticastInterface:
                SetMulticastInterface(value, isIpv4: true);
                break;
            case SocketOptionName.MulticastTimeToLive:
                SetMulticastTimeToLive(value);
                break;
            case SocketOptionName.MulticastLoopback:
                Datagrams.LoopsBack = value != 0;
                break;

            // Every ReceiveMessageFrom says it.
            case SocketOptionName.PacketInformation:
                break;
            default:
                throw new SocketException((int)SocketError.ProtocolOption);
        }
    }

    private void SetIpv6Option(SocketOptionName name, int value)
    {
        switch (name)
        {
            case SocketOptionName.IPv6Only:
                DualMode = value == 0;
                break;
            case SocketOptionName.HopLimit:
                Ttl = checked((short)value);
                break;
            case SocketOptionName.MulticastInterface:
                SetMulticastInterface(value, isIpv4: false);
                break;
            case SocketOptionName.MulticastTimeToLive:
                SetMulticastTimeToLive(value);
                break;
            case SocketOptionName.MulticastLoopback:
                Datagrams.LoopsBack = value != 0;
                break;

            // Every ReceiveMessageFrom says it.
            case SocketOptionName.PacketInformation:
                break;
            default:
                throw new SocketException((int)SocketError.ProtocolOption);
        }
    }

    private void SetTcpOption(SocketOptionName name, int value)
    {
        switch (name)
        {
            case SocketOptionName.NoDelay:
                NoDelay = value != 0;
                break;
            case SocketOptionName.TcpKeepAliveTime:
                Stream.KeepIdle = checked(value * MillisecondsPerSecond);
                RestartKeepalive();
                break;
            case SocketOptionName.TcpKeepAliveInterval:
                Stream.KeepInterval = checked(value * MillisecondsPerSecond);
                break;
            case SocketOptionName.TcpKeepAliveRetryCount:
                Stream.KeepCount = value;
                break;
            default:
                throw new SocketException((int)SocketError.ProtocolOption);
        }
    }

    private void RestartKeepalive()
    {
        using (Enter())
        using (CURVNET_SET(_pcb.Vnet))
        {
            Stream.RestartKeepalive();
        }
    }

    private int TakeError()
    {
        using (Enter())
        {
            return (int)_pcb.TakeError();
        }
    }
}
