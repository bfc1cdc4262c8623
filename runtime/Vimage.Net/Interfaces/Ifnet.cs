namespace Vimage.Net;

/// <summary>A network interface. (FreeBSD: <c>struct ifnet</c>.)</summary>
/// <remarks>
/// It is in one vnet at a time, and can be moved (<see cref="MoveTo"/>). What reads or changes it may be called on any
/// thread.
/// </remarks>
#pragma warning disable CA1001 // The loan is the vnet's that it is to, which disposes it.
public abstract partial class Ifnet
#pragma warning restore CA1001
{
    /// <summary>The smallest and the largest MTU of any interface: RFC 791 asks for 68, and a datagram has no more.</summary>
    private protected const int MinMtu = 72;
    private const int MaxMtu = 65535;

    private int _mtu;
    private IfFlags _flags;
    private int _fib;

    // The one that its vnet is born with: not counted, and stays as long as the vnet.
    private readonly bool _isPermanent;

    /// <exception cref="VnetQuotaException">The vnet has as many interfaces as it may.</exception>
    private protected Ifnet(Vnet vnet, Netisr netisr, string driver, int mtu, IfFlags flags, bool isPermanent = false)
    {
        Vnet = vnet;
        HomeVnet = vnet;
        Netisr = netisr;
        Driver = driver;
        _mtu = mtu;
        _flags = flags;
        _groups = ["all", driver];
        _lentByHome = V_lent;
        _isPermanent = isPermanent;
        if (!isPermanent)
        {
            vnet.Charge(NetQuota.Interfaces, 1);
        }
    }

    /// <summary>Gets the name, which no other interface of the same vnet has. (<c>if_xname</c>)</summary>
    public string Name { get; private set; } = "";

    /// <summary>Gets the number by which the vnet knows it; it gets another when it moves. (<c>if_index</c>)</summary>
    public int Index { get; private set; }

    /// <summary>Gets the vnet that it is in. (<c>if_vnet</c>)</summary>
    public Vnet Vnet { get; private set; }

    /// <summary>Gets the vnet that it was made in, and returns to when the one that it is in goes. (<c>if_home_vnet</c>)</summary>
    public Vnet HomeVnet { get; }

    /// <summary>Gets a value indicating whether it was destroyed.</summary>
    public bool IsDestroyed { get; private set; }

    /// <summary>Gets the link-layer address; zero where there is none. It stays when the interface moves.</summary>
    public MacAddress LinkAddress { get; internal set; }

    /// <summary>Gets what the interface counts.</summary>
    public IfCounters Counters { get; } = new();

    /// <summary>Gets what the interface is and does.</summary>
    public IfFlags Flags => _flags;

    /// <summary>Gets a value indicating whether somebody has switched it on.</summary>
    public bool IsUp => (_flags & IfFlags.Up) != 0;

    /// <summary>
    /// Gets or sets the bytes that a packet may have without its link-layer header: 72 to 65535. (<c>if_mtu</c>)
    /// </summary>
    /// <exception cref="NetworkException">The interface can't have that MTU (EINVAL).</exception>
    public int Mtu
    {
        get => _mtu;
        set
        {
            using (Netisr.Enter())
            {
                if (value is < MinMtu or > MaxMtu)
                {
                    throw Refusal("EINVAL", $"can't have an MTU of {value}; it takes {MinMtu} to {MaxMtu} bytes.");
                }

                SetMtu(value);
            }
        }
    }

    /// <summary>
    /// Gets or sets the number of the routing table of what comes in by the interface, and of the routes to the networks of the
    /// addresses that it gets from now on. Always 0 in a vnet that it has just come to. (<c>ifconfig X fib N</c>)
    /// </summary>
    /// <exception cref="NetworkException">The vnet does not have that table (EINVAL).</exception>
    /// <seealso cref="Routing.FibCount"/>
    public int Fib
    {
        get => _fib;
        set
        {
            using (Netisr.Enter())
            {
                ThrowIfDestroyed();
                using (CURVNET_SET(Vnet))
                {
                    Routing.ThrowUnlessFib(value);
                }

                _fib = value;
            }
        }
    }

    /// <summary>Gets what it is named after, before its number.</summary>
    internal string Driver { get; }

    internal Netisr Netisr { get; private set; }

    /// <summary>Switches the interface on. (<c>ifconfig X up</c>)</summary>
    public void Up() => SetFlags(_flags | IfFlags.Up);

    /// <summary>Switches the interface off: it neither sends nor receives.</summary>
    public void Down() => SetFlags(_flags & ~IfFlags.Up);

    /// <summary>Sets or clears what can be set: <c>Up</c>, <c>NoArp</c>, <c>Promiscuous</c>.</summary>
    /// <param name="flags">The flags as they are to be.</param>
    /// <exception cref="NetworkException">It would change what the interface is (EINVAL).</exception>
    public void SetFlags(IfFlags flags)
    {
        const IfFlags Settable = IfFlags.Up | IfFlags.NoArp | IfFlags.Promiscuous;
        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            IfFlags changed = flags ^ _flags;
            if ((changed & ~Settable) != 0)
            {
                throw Refusal("EINVAL", $"can't change {changed & ~Settable}; what can be set is {Settable}.");
            }

            if ((changed & flags & IfFlags.Up) != 0)
            {
                ThrowUnlessReady();
            }

            _flags = flags;
            if ((changed & IfFlags.Up) != 0)
            {
                using (CURVNET_SET(Vnet))
                {
                    OnUpChanged();
                }
            }
        }
    }

    /// <summary>Returns the name, and the vnet unless it is the root: <c>epair0a@v1</c>.</summary>
    /// <returns>A name for people.</returns>
    public override string ToString() => Vnet.Parent is null ? Name : $"{Name}@{Vnet}";

    private protected virtual void SetMtu(int mtu) => _mtu = mtu;

    /// <summary>Throws where the interface can't be switched on.</summary>
    private protected virtual void ThrowUnlessReady()
    {
    }

    private protected void ThrowIfDestroyed() => ObjectDisposedException.ThrowIf(IsDestroyed, this);

    private protected NetworkException Refusal(string errno, string reason) => new(errno, Vnet, Name, $"Interface '{this}' {reason}");

    /// <summary>The interface was switched on or off. Its vnet is current.</summary>
    private protected virtual void OnUpChanged()
    {
        if (IsUp)
        {
            Arp.AnnounceAll(this);
            StartGroups();
            Nd6.Start(this);
        }
        else
        {
            Arp.Flush(this);
            Nd6.Stop(this);
            StopGroups();
        }
    }
}
