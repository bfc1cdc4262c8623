namespace Vimage.Net;

/// <summary>
/// <c>lo0</c>: what is sent is received. Every vnet is born with one, down and without an address. (FreeBSD: <c>if_loop</c>.)
/// </summary>
public sealed class Loopback : Ifnet
{
    private const int DefaultMtu = 16384;

    internal Loopback(Vnet vnet, Netisr netisr)
        : base(vnet, netisr, "lo", DefaultMtu, IfFlags.Loopback | IfFlags.Multicast)
    {
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
