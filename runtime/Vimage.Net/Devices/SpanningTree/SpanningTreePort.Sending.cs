namespace Vimage.Net;

/// <content>Messages that are sent, and time (IEEE 802.1D-2004, 17.22, 17.26).</content>
public sealed partial class SpanningTreePort
{
    /// <summary>How many messages are sent in one second at most. (17.14: TxHoldCount)</summary>
    private const int TransmitHoldCount = 6;

    private bool _hasNews;
    private int _helloWhile;
    private int _transmitted;

    /// <summary>A second has passed.</summary>
    internal void CountDown()
    {
        CountDown(ref _receivedWhile);
        CountDown(ref _migrateWhile);
        CountDown(ref _edgeDelayWhile);
        CountDown(ref _forwardWhile);
        CountDown(ref _recentBackupWhile);
        CountDown(ref _changeWhile);
        CountDown(ref _helloWhile);
        CountDown(ref _transmitted);
        RecentRootWhile -= RecentRootWhile > 0 ? 1 : 0;
    }

    /// <summary>Sends a message, if there is something to be said.</summary>
    internal void Transmit()
    {
        if (!IsEnabled)
        {
            return;
        }

        if (_helloWhile == 0)
        {
            _hasNews |= Role == SpanningTreeRole.Designated || (Role == SpanningTreeRole.Root && _changeWhile > 0);
            _helloWhile = Tree.DesignatedTimes.HelloTime;
        }

        if (!_hasNews || _transmitted >= TransmitHoldCount)
        {
            return;
        }

        _hasNews = false;
        if (_sendsRapid)
        {
            Send(new Bpdu { IsRapid = true, Flags = RapidFlags, Vector = Tree.DesignatedVector(this), Times = Tree.DesignatedTimes });
        }
        else if (Role == SpanningTreeRole.Root)
        {
            Send(new Bpdu { IsNotification = true });
        }
        else if (Role == SpanningTreeRole.Designated)
        {
            BpduFlags flags = (_changeWhile > 0 ? BpduFlags.TopologyChange : 0) | (_acknowledges ? BpduFlags.Acknowledgment : 0);
            Send(new Bpdu { Flags = flags, Vector = Tree.DesignatedVector(this), Times = Tree.DesignatedTimes });
        }

        _acknowledges = false;
    }

    private BpduFlags RapidFlags =>
        Role switch
        {
            SpanningTreeRole.Root => BpduFlags.Root,
            SpanningTreeRole.Designated => BpduFlags.Designated,
            _ => BpduFlags.AlternateOrBackup,
        }
        | (_changeWhile > 0 ? BpduFlags.TopologyChange : 0)
        | (_proposing ? BpduFlags.Proposal : 0)
        | (_agree ? BpduFlags.Agreement : 0)
        | (_learns ? BpduFlags.Learning : 0)
        | (_forwards ? BpduFlags.Forwarding : 0);

    private static void CountDown(ref int seconds) => seconds -= seconds > 0 ? 1 : 0;

    // Past what the interface does with frames of its own: no tag.
    private void Send(in Bpdu bpdu)
    {
        _transmitted++;
        Mbuf frame = Tree.Netisr.Pool.Get(Bpdu.MaxFrame);
        frame.TrimTo(bpdu.Write(frame.Append(Bpdu.MaxFrame), Member.LinkAddress));
        Member.Send(frame);
    }
}
