using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Options, each as a property.</content>
public sealed partial class VnetSocket
{
    /// <inheritdoc cref="Socket.Blocking"/>
    public bool Blocking
    {
        get
        {
            ThrowIfDisposed();
            return field;
        }

        set
        {
            ThrowIfDisposed();
            field = value;
        }
    } = true;

    /// <inheritdoc cref="Socket.ReceiveTimeout"/>
    public int ReceiveTimeout
    {
        get
        {
            ThrowIfDisposed();
            return field;
        }

        set
        {
            ThrowIfDisposed();
            field = value;
        }
    }

    /// <inheritdoc cref="Socket.SendTimeout"/>
    public int SendTimeout
    {
        get
        {
            ThrowIfDisposed();
            return field;
        }

        set
        {
            ThrowIfDisposed();
            field = value;
        }
    }

    /// <inheritdoc cref="Socket.ReceiveBufferSize"/>
    public int ReceiveBufferSize
    {
        get => _pcb is Tcpcb stream ? stream.ReceiveSpace : Datagrams.ReceiveSpace;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            if (_pcb is Tcpcb stream)
            {
                stream.SetReceiveSpace(value);
            }
            else
            {
                Datagrams.SetReceiveSpace(value);
            }
        }
    }

    /// <inheritdoc cref="Socket.SendBufferSize"/>
    public int SendBufferSize
    {
        get => Stream.SendSpace;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Stream.SetSendSpace(value);
        }
    }

    /// <inheritdoc cref="Socket.NoDelay"/>
    public bool NoDelay
    {
        get
        {
            ThrowIfDisposed();
            return Stream.NoDelay;
        }

        set
        {
            using (Enter())
            using (CURVNET_SET(_pcb.Vnet))
            {
                Stream.SetNoDelay(value);
            }
        }
    }

    /// <inheritdoc cref="Socket.EnableBroadcast"/>
    public bool EnableBroadcast
    {
        get => _pcb.AllowsBroadcast;
        set => _pcb.AllowsBroadcast = value;
    }

    /// <inheritdoc cref="Socket.DualMode"/>
    public bool DualMode
    {
        get => AddressFamily == AddressFamily.InterNetworkV6 ? _pcb.IsDualMode : throw new NotSupportedException("Only a socket of IPv6 speaks both.");
        set
        {
            if (AddressFamily != AddressFamily.InterNetworkV6)
            {
                throw new NotSupportedException("Only a socket of IPv6 can speak both.");
            }

            using (Enter())
            {
                if (IsBound)
                {
                    throw new SocketException((int)SocketError.InvalidArgument);
                }

                _pcb.IsDualMode = value;
            }
        }
    }

    /// <inheritdoc cref="Socket.DontFragment"/>
    public bool DontFragment
    {
        get => _pcb.DontFragment;
        set => _pcb.DontFragment = value;
    }

    /// <summary>
    /// Gets or sets the number of the vnet's routing table that what is sent goes by; 0 unless set. (FreeBSD: <c>SO_SETFIB</c>.)
    /// </summary>
    /// <exception cref="NetworkException">The vnet has no such table (EINVAL).</exception>
    public int Fib
    {
        get => _pcb.Fib;
        set
        {
            using (Enter())
            using (CURVNET_SET(_pcb.Vnet))
            {
                Routing.ThrowUnlessFib(value);
                _pcb.Fib = value;
            }
        }
    }

    /// <summary>
    /// Gets or sets the priority code point that tags of IEEE 802.1Q have around what is sent: 0 to 7; <see langword="null"/>, as it is
    /// unless set, for that of the interface. Interfaces that send without tags go on to. (FreeBSD: <c>IP_VLAN_PCP</c>, <c>ping -C</c>.)
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these numbers. (EINVAL)</exception>
    /// <seealso cref="EthernetIfnet.PriorityCodePoint"/>
    public int? PriorityCodePoint
    {
        get => _pcb.PriorityCodePoint;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0, nameof(value));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value ?? 0, VlanTag.MaxPriority, nameof(value));
            using (Enter())
            {
                _pcb.PriorityCodePoint = value;
            }
        }
    }

    /// <inheritdoc cref="Socket.Ttl"/>
    public short Ttl
    {
        get
        {
            using (Enter())
            using (CURVNET_SET(_pcb.Vnet))
            {
                return (short)(_pcb.TimeToLive ?? Inet.DefaultTimeToLive(_pcb.LocalAddress));
            }
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, (short)0);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, (short)byte.MaxValue);
            _pcb.TimeToLive = value;
        }
    }
}
