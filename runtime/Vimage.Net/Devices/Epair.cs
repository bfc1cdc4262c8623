namespace Vimage.Net;

/// <summary>
/// One end of a pair of interfaces with a link between them: what one end sends, the other receives. The ends can be in
/// different vnets. Destroying either destroys both. (FreeBSD: <c>if_epair</c>.)
/// </summary>
public sealed class Epair : EthernetIfnet
{
    private const string DriverName = "epair";

    private Epair()
        : base(DriverName)
    {
        Peer = this;
    }

    /// <summary>Gets the other end.</summary>
    public Epair Peer { get; private set; }

    /// <summary>Makes a pair in the current vnet: <c>epair0a</c> and <c>epair0b</c>, or with the next number that is free.</summary>
    /// <returns>The two ends.</returns>
    /// <exception cref="VnetQuotaException">The vnet has as many interfaces as it may.</exception>
    public static (Epair A, Epair B) Create()
    {
        Netisr netisr = Netisr.Current;
        using (netisr.Enter())
        {
            // The last byte says which end it is, as in the original.
            const byte EndA = 0x0A;
            uint hash = netisr.MacAddresses.NextHash();
            int unit = FreeUnit(DriverName, "a", "b");
            Epair a = new() { LinkAddress = MacAllocator.Of(hash, EndA) };
            Epair b = a.CreatePeer(MacAllocator.Of(hash, EndA + 1));
            a.Peer = b;
            b.Peer = a;
            a.Attach(UnitName(DriverName, unit, "a"));
            b.Attach(UnitName(DriverName, unit, "b"));
            return (a, b);
        }
    }

    // Both or none.
    private Epair CreatePeer(MacAddress address)
    {
        try
        {
            return new Epair { LinkAddress = address };
        }
        catch (VnetQuotaException)
        {
            Discount();
            throw;
        }
    }

    internal override bool SparesChecksums => true;

    internal override bool HasLink => IsUp && Peer.IsUp;

    // A bridge sends on to links of which it knows no more than their MTU.
    private protected override bool TakesLargeSegments => Bridge is null && Peer.Bridge is null;

    internal override void Transmit(Mbuf packet) => Netisr.Schedule(Peer, packet);

    private protected override void OnUpChanged()
    {
        base.OnUpChanged();
        TellOfLink(Peer);
    }

    private protected override void Detach()
    {
        base.Detach();
        TellOfLink(Peer);
    }

    private protected override void TearDown()
    {
        if (!IsDestroyed)
        {
            base.TearDown();
            Peer.TearDown();
        }
    }
}
