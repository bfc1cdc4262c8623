namespace Vimage.Net;

/// <content>What is known of the root, and where from (IEEE 802.1D-2004, 17.27: port information and port protocol migration).</content>
public sealed partial class SpanningTreePort
{
    /// <summary>How long it takes to change between the protocols, in seconds. (17.14)</summary>
    private const int MigrateTime = 3;

    private Information _information;
    private SpanningTreeRole _selected;
    private bool _updates;
    private bool _sendsRapid = true;
    private bool _proposing;
    private bool _proposed;
    private bool _agree;
    private bool _agreed;

    // In seconds, as all that counts down.
    private int _receivedWhile;
    private int _migrateWhile;
    private int _edgeDelayWhile;

    private enum Information
    {
        Disabled,
        Aged,
        Mine,
        Received,
    }

    /// <summary>Gets the best that was said on the link, by this port or another. (17.19.21: portPriority)</summary>
    internal SpanningTreeVector Vector { get; private set; }

    /// <summary>Gets the times that were said with it. (portTimes)</summary>
    internal SpanningTreeTimes Times { get; private set; }

    /// <summary>Gets a value indicating whether another port has said it.</summary>
    internal bool HasReceived => _information == Information.Received;

    /// <summary>Chooses what the port is for, once the root is chosen. (17.21.25: updtRolesTree)</summary>
    internal void Select(bool isRoot)
    {
        SpanningTreeVector designated = Tree.DesignatedVector(this);
        _updates = false;
        if (_information == Information.Disabled)
        {
            _selected = SpanningTreeRole.Disabled;
        }
        else if (isRoot)
        {
            _selected = SpanningTreeRole.Root;
        }
        else if (HasReceived && !designated.IsBetterThan(Vector))
        {
            bool isOwn = SpanningTreeVector.AddressOf(Vector.Bridge) == SpanningTreeVector.AddressOf(Tree.Id);
            _selected = isOwn ? SpanningTreeRole.Backup : SpanningTreeRole.Alternate;
        }
        else
        {
            _selected = SpanningTreeRole.Designated;
            _updates = _information != Information.Mine || Vector != designated || Times != Tree.DesignatedTimes;
        }
    }

    internal void Receive(in Bpdu bpdu)
    {
        if (_information == Information.Disabled)
        {
            return;
        }

        _edgeDelayWhile = MigrateTime;
        IsEdge = false;
        Migrate(bpdu.IsRapid);
        if (bpdu.IsNotification)
        {
            _heardNotification = true;
        }
        else if (bpdu.Times.MessageAge < bpdu.Times.Clamped.MaxAge && !bpdu.Vector.IsFromSamePortAs(Tree.DesignatedVector(this)))
        {
            Hear(bpdu, bpdu.Vector, bpdu.Times.Clamped);
        }
    }

    // (17.21.8: rcvInfo, and the states that follow it.)
    private void Hear(in Bpdu bpdu, in SpanningTreeVector heard, in SpanningTreeTimes times)
    {
        bool isDesignated = (bpdu.Flags & BpduFlags.Designated) == BpduFlags.Designated;
        bool isSame = heard == Vector && times == Times;
        if (!isDesignated)
        {
            if (!heard.IsBetterThan(Vector))
            {
                RecordAgreement(bpdu);
                HearChange(bpdu.Flags);
            }
        }
        else if (heard.IsBetterThan(Vector) || (heard.IsFromSamePortAs(Vector) && !isSame))
        {
            _agreed = _proposing = false;
            _agree = _agree && HasReceived && !Vector.IsBetterThan(heard);
            RecordProposal(bpdu);
            RecordAgreement(bpdu);
            HearChange(bpdu.Flags);
            IsSynced = IsSynced && _agreed;
            (Vector, Times) = (heard, times);
            _information = Information.Received;
            KeepReceived();
            Tree.Reselect();
        }
        else if (isSame && HasReceived)
        {
            RecordProposal(bpdu);
            RecordAgreement(bpdu);
            HearChange(bpdu.Flags);
            KeepReceived();
        }
        else if ((bpdu.Flags & BpduFlags.Learning) != 0)
        {
            // It has not heard yet what is better; here it was agreed to. (17.21.10: recordDispute)
            (_agreed, _proposing) = (true, false);
        }
    }

    private bool StepInformation()
    {
        if (!IsEnabled)
        {
            if (_information == Information.Disabled)
            {
                return false;
            }

            _proposing = _proposed = _agree = _agreed = IsEdge = false;
            return Become(Information.Disabled);
        }

        if (_information == Information.Disabled)
        {
            _sendsRapid = true;
            _migrateWhile = _edgeDelayWhile = MigrateTime;
            return Become(Information.Aged);
        }

        if (HasReceived && _receivedWhile == 0)
        {
            return Become(Information.Aged);
        }

        return _updates && Update();
    }

    private bool Become(Information information)
    {
        _information = information;
        Tree.Reselect();
        return true;
    }

    private bool Update()
    {
        SpanningTreeVector designated = Tree.DesignatedVector(this);
        _proposing = _proposed = _updates = false;
        _agreed = _agreed && _information == Information.Mine && !Vector.IsBetterThan(designated);
        IsSynced = IsSynced && _agreed;
        (Vector, Times) = (designated, Tree.DesignatedTimes);
        _information = Information.Mine;
        _hasNews = true;
        return true;
    }

    // A bridge of before is answered in its own protocol; one that is replaced by a newer one, in the newer. (17.24)
    private void Migrate(bool isRapid)
    {
        if (_migrateWhile == 0 && isRapid != _sendsRapid)
        {
            _sendsRapid = isRapid;
            _migrateWhile = MigrateTime;
        }
    }

    private void RecordProposal(in Bpdu bpdu) => _proposed |= (bpdu.Flags & BpduFlags.Proposal) != 0;

    private void RecordAgreement(in Bpdu bpdu)
    {
        _agreed = _sendsRapid && (bpdu.Flags & BpduFlags.Agreement) != 0;
        _proposing = _proposing && !_agreed;
    }

    // Three messages may be lost. (17.21.23)
    private void KeepReceived() => _receivedWhile = Times.MessageAge + 1 <= Times.MaxAge ? 3 * Times.HelloTime : 0;
}
