namespace Vimage.Net;

/// <summary>
/// An interface whose link is a program: it hands over IP packets, and gets them, without a link layer. (FreeBSD: <c>tun(4)</c>.)
/// </summary>
public sealed class Tun : Ifnet
{
    private readonly ITunLink _link;

    private Tun(ITunLink link, string driver, int mtu)
        : base(Vnet.Current, Netisr.Current, driver, mtu, IfFlags.PointToPoint | IfFlags.Multicast) => _link = link;

    /// <summary>Makes an interface in the current vnet.</summary>
    /// <param name="link">What it sends on.</param>
    /// <param name="driver">What it is named after: <c>tun0</c>, or with the next number that is free.</param>
    /// <param name="mtu">The bytes that a packet may have: 72 to 65535.</param>
    /// <returns>The interface, which is down.</returns>
    /// <exception cref="VnetQuotaException">The vnet has as many interfaces as it may.</exception>
    public static Tun Create(ITunLink link, string driver = "tun", int mtu = 1500)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentException.ThrowIfNullOrEmpty(driver);
        using (Netisr.Current.Enter())
        {
            Tun tun = new(link, driver, mtu);
            tun.Attach(UnitName(driver, FreeUnit(driver, "")));
            return tun;
        }
    }

    /// <summary>Receives an IP packet from the link.</summary>
    /// <param name="packet">The packet, from its IP header on.</param>
    public void Receive(ReadOnlySpan<byte> packet)
    {
        using (Netisr.Enter())
        {
            if (IsDestroyed || packet.IsEmpty)
            {
                return;
            }

            Mbuf received = Netisr.Pool.Get(packet.Length);
            packet.CopyTo(received.Append(packet.Length));
            Netisr.Schedule(this, received);
        }
    }

    internal override void Output(Mbuf packet, uint nextHop) => Send(packet);

    internal override void Output(Mbuf packet, InAddress nextHop) => Send(packet);

    internal override void Transmit(Mbuf packet)
    {
        if (!_link.TrySend(packet.Span))
        {
            Counters.Count(IfDrop.OutputRefused);
        }

        packet.Free();
    }

    private protected override void TearDown()
    {
        base.TearDown();
        _link.Close();
    }

    private protected override void Input(Mbuf packet)
    {
        if (packet.Length > Mtu)
        {
            Drop(packet, IfDrop.InputMalformed);
        }
        else
        {
            InputIp(packet);
        }
    }
}
