namespace Vimage.Net;

/// <summary>
/// What is sent is received. Every vnet is born with one, <c>lo0</c>, which is down and without an address, and stays as long as the vnet;
/// others come and go. (FreeBSD: <c>if_loop</c>.)
/// </summary>
public sealed class Loopback : Ifnet
{
    private const string DriverName = "lo";
    private const int DefaultMtu = 16384;

    private Loopback(bool isPermanent)
        : base(Vnet.Current, Netisr.Current, DriverName, DefaultMtu, IfFlags.Loopback | IfFlags.Multicast, isPermanent)
    {
    }

    /// <summary>Makes another loopback interface in the current vnet. (<c>ifconfig lo create</c>)</summary>
    /// <returns>
    /// The interface: <c>lo1</c>, or with the next number that is free. It is down. Unlike <c>lo0</c> it can be moved and destroyed.
    /// </returns>
    /// <exception cref="VnetQuotaException">The vnet has as many interfaces as it may.</exception>
    public static Loopback Create()
    {
        using (Netisr.Current.Enter())
        {
            return Attached(isPermanent: false);
        }
    }

    /// <summary>Makes the one that the current vnet is born with.</summary>
    internal static Loopback CreateFirst() => Attached(isPermanent: true);

    private static Loopback Attached(bool isPermanent)
    {
        Loopback loopback = new(isPermanent);
        loopback.Attach(UnitName(DriverName, FreeUnit(DriverName, "")));
        return loopback;
    }

    internal override bool SparesChecksums => true;

    private protected override bool TakesLargeSegments => true;

    internal override void Output(Mbuf packet, uint nextHop) => Send(packet);

    internal override void Output(Mbuf packet, InAddress nextHop) => Send(packet);

    internal override void Transmit(Mbuf packet)
    {
        // It has never left memory; but links can be told to corrupt.
        if (Link is null)
        {
            packet.Flags |= MbufFlags.IpChecksumValid | MbufFlags.DataChecksumValid;
        }

        Netisr.Schedule(this, packet);
    }

    private protected override void Input(Mbuf packet) => InputIp(packet);
}
