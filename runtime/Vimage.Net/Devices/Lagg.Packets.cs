namespace Vimage.Net;

/// <content>Frames, and which way they go.</content>
public sealed partial class Lagg
{
    private uint _sequence;

    // Whichever port it is that sends makes what is needed.
    internal override bool SparesChecksums => true;

    internal override bool HasLink => IsUp && FirstWithLink(0) is not null;

    // A bridge sends on to links of which it knows no more than their MTU.
    private protected override bool TakesLargeSegments => Bridge is null && _ports.TrueForAll(static each => each.Interface.CarriesLargeSegments);

    internal override bool SendsThrough(EthernetIfnet other) => base.SendsThrough(other) || _ports.Exists(each => each.Interface.SendsThrough(other));

    internal override void Transmit(Mbuf packet)
    {
        if (_ports.Count > 0 && FirstWithLink(Choose(packet)) is { } port)
        {
            port.Send(packet);
        }
        else
        {
            Drop(packet, IfDrop.OutputDown);
        }
    }

    /// <summary>Receives a frame that has come in by a port. (FreeBSD: <c>lagg_input</c>.)</summary>
    internal void Take(EthernetIfnet port, Mbuf frame)
    {
        if (Protocol == LaggProtocol.Failover && !V_lagg_failover_rx_all && port != FirstWithLink(0))
        {
            // What comes twice, by a switch that does not know which of the links is in use, is taken once.
            port.Drop(frame, IfDrop.InputNotForUs);
            return;
        }

        Netisr.Schedule(this, frame);
    }

    private int Choose(Mbuf packet) => Protocol switch
    {
        LaggProtocol.RoundRobin => (int)(_sequence++ % (uint)_ports.Count),
        LaggProtocol.LoadBalance => (int)(FlowHash.Of(packet.Span) % (uint)_ports.Count),
        _ => 0,
    };

    // From one on, and round. (FreeBSD: lagg_link_active.)
    private EthernetIfnet? FirstWithLink(int from)
    {
        for (int i = 0; i < _ports.Count; i++)
        {
            EthernetIfnet port = _ports[(from + i) % _ports.Count].Interface;
            if (port.HasLink)
            {
                return port;
            }
        }

        return null;
    }
}
