using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Options.</content>
public sealed partial class VnetSocket
{
    /// <inheritdoc cref="Socket.Blocking"/>
    public bool Blocking { get; set; } = true;

    /// <inheritdoc cref="Socket.ReceiveTimeout"/>
    public int ReceiveTimeout { get; set; }

    /// <inheritdoc cref="Socket.ReceiveBufferSize"/>
    public int ReceiveBufferSize
    {
        get => _pcb.ReceiveSpace;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _pcb.ReceiveSpace = value;
        }
    }

    /// <inheritdoc cref="Socket.EnableBroadcast"/>
    public bool EnableBroadcast
    {
        get => _pcb.AllowsBroadcast;
        set => _pcb.AllowsBroadcast = value;
    }

    /// <inheritdoc cref="Socket.DontFragment"/>
    public bool DontFragment
    {
        get => _pcb.DontFragment;
        set => _pcb.DontFragment = value;
    }

    /// <inheritdoc cref="Socket.Ttl"/>
    public short Ttl
    {
        get
        {
            using (Enter())
            using (CURVNET_SET(_pcb.Vnet))
            {
                return (short)(_pcb.TimeToLive ?? Ip.DefaultTimeToLive);
            }
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, (short)0);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, (short)byte.MaxValue);
            _pcb.TimeToLive = value;
        }
    }

    /// <inheritdoc cref="Socket.SetSocketOption(SocketOptionLevel, SocketOptionName, int)"/>
    /// <exception cref="SocketException">The stack does not have that option.</exception>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, int optionValue)
    {
        bool isOn = optionValue != 0;
        switch (optionLevel, optionName)
        {
            case (SocketOptionLevel.Socket, SocketOptionName.ReuseAddress):
                _pcb.ReusesAddress = isOn;
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.Broadcast):
                _pcb.AllowsBroadcast = isOn;
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer):
                ReceiveBufferSize = optionValue;
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout):
                ReceiveTimeout = optionValue;
                break;
            case (SocketOptionLevel.IP, SocketOptionName.IpTimeToLive):
                Ttl = checked((short)optionValue);
                break;
            case (SocketOptionLevel.IP, SocketOptionName.TypeOfService):
                _pcb.TypeOfService = (byte)optionValue;
                break;
            case (SocketOptionLevel.IP, SocketOptionName.DontFragment):
                _pcb.DontFragment = isOn;
                break;
            case (SocketOptionLevel.IP, SocketOptionName.HeaderIncluded) when !IsUdp:
                _pcb.IncludesHeader = isOn;
                break;

            // Every ReceiveMessageFrom says it.
            case (SocketOptionLevel.IP, SocketOptionName.PacketInformation):
                break;
            default:
                throw new SocketException((int)SocketError.ProtocolOption);
        }
    }

    /// <inheritdoc cref="SetSocketOption(SocketOptionLevel, SocketOptionName, int)"/>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, bool optionValue) =>
        SetSocketOption(optionLevel, optionName, optionValue ? 1 : 0);
}
