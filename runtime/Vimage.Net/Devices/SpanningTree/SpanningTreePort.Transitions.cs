namespace Vimage.Net;

/// <content>How the port gets from one role and one state to another without a loop on the way (IEEE 802.1D-2004, 17.29, 17.30).</content>
public sealed partial class SpanningTreePort
{
    private bool _learns;
    private bool _forwards;
    private int _forwardWhile;
    private int _recentBackupWhile;

    /// <summary>Gets a value indicating whether what is behind the port can be part of no loop. (synced)</summary>
    internal bool IsSynced { get; private set; }

    /// <summary>Gets or sets a value indicating whether the port is to make sure of that. (sync)</summary>
    internal bool Syncs { get; set; }

    /// <summary>Gets or sets a value indicating whether there is a new root port that waits for those that were it. (reRoot)</summary>
    internal bool Reroots { get; set; }

    /// <summary>Gets how long the port still counts as one that was the root port. (rrWhile)</summary>
    internal int RecentRootWhile { get; private set; }

    private int ForwardDelay => Tree.DesignatedTimes.ForwardDelay;

    private bool IsActive => Role is SpanningTreeRole.Root or SpanningTreeRole.Designated;

    /// <summary>Takes the next step, and returns whether there was one.</summary>
    internal bool Step()
    {
        if (Tree.IsReselecting)
        {
            return false;
        }

        bool hasStepped = StepInformation() || Tree.IsReselecting || StepRole();
        return StepState() || StepChange() || hasStepped;
    }

    private bool StepRole()
    {
        if (Role != _selected)
        {
            Enter(_selected);
            return true;
        }

        return Role switch
        {
            SpanningTreeRole.Root => StepRoot(),
            SpanningTreeRole.Designated => StepDesignated(),
            SpanningTreeRole.Alternate or SpanningTreeRole.Backup => StepBlocked(),
            _ => false,
        };
    }

    private void Enter(SpanningTreeRole role)
    {
        Role = role;
        if (role == SpanningTreeRole.Root)
        {
            RecentRootWhile = ForwardDelay;
        }
        else if (role != SpanningTreeRole.Designated)
        {
            _learns = _forwards = Syncs = Reroots = false;
            _forwardWhile = ForwardDelay;
            RecentRootWhile = 0;
            IsSynced = true;
            _recentBackupWhile = role == SpanningTreeRole.Backup ? 2 * Tree.DesignatedTimes.HelloTime : _recentBackupWhile;
        }
    }

    private bool StepRoot()
    {
        RecentRootWhile = ForwardDelay;
        if (StepAgreement())
        {
            return true;
        }

        if (!_forwards && !Reroots)
        {
            Tree.RerootAll();
            return true;
        }

        if (Reroots && _forwards)
        {
            Reroots = false;
            return true;
        }

        return (_forwardWhile == 0 || (Tree.IsRerooted(this) && _recentBackupWhile == 0 && _sendsRapid)) && Advance();
    }

    private bool StepDesignated()
    {
        if (!_forwards && !_agreed && !_proposing && !IsEdge)
        {
            _proposing = true;
            _edgeDelayWhile = MigrateTime;
            _hasNews = true;
            return true;
        }

        if (_edgeDelayWhile == 0 && _sendsRapid && _proposing && !IsEdge)
        {
            // Nobody was there to answer. (17.25: bridge detection)
            IsEdge = true;
            return true;
        }

        if (IsSynced ? Syncs : State == SpanningTreeState.Discarding || _agreed || IsEdge)
        {
            RecentRootWhile = 0;
            IsSynced = true;
            Syncs = false;
            return true;
        }

        if (RecentRootWhile == 0 && Reroots)
        {
            Reroots = false;
            return true;
        }

        if (((Syncs && !IsSynced) || (Reroots && RecentRootWhile != 0)) && !IsEdge && (_learns || _forwards))
        {
            _learns = _forwards = false;
            _forwardWhile = ForwardDelay;
            return true;
        }

        return (_forwardWhile == 0 || _agreed || IsEdge) && (RecentRootWhile == 0 || !Reroots) && !Syncs && Advance();
    }

    private bool StepBlocked()
    {
        if (StepAgreement())
        {
            return true;
        }

        _forwardWhile = ForwardDelay;
        RecentRootWhile = 0;
        IsSynced = true;
        Syncs = Reroots = false;
        if (Role == SpanningTreeRole.Backup)
        {
            _recentBackupWhile = 2 * Tree.DesignatedTimes.HelloTime;
        }

        return false;
    }

    // Agrees to what the other end proposes, once all behind this bridge do.
    private bool StepAgreement()
    {
        if (_proposed && !_agree)
        {
            Tree.SyncAll();
            _proposed = false;
            return true;
        }

        if ((Tree.AreAllSynced && !_agree) || (_proposed && _agree))
        {
            _proposed = Syncs = false;
            _agree = true;
            _hasNews = true;
            return true;
        }

        return false;
    }

    private bool Advance()
    {
        if (!_learns)
        {
            _learns = true;
            _forwardWhile = ForwardDelay;
            return true;
        }

        if (!_forwards)
        {
            _forwards = true;
            _forwardWhile = 0;
            _agreed = Role == SpanningTreeRole.Designated ? _sendsRapid : _agreed;
            return true;
        }

        return false;
    }

    private bool StepState()
    {
        SpanningTreeState state = !_learns ? SpanningTreeState.Discarding : _forwards ? SpanningTreeState.Forwarding : SpanningTreeState.Learning;
        bool hasChanged = state != State;
        State = state;
        return hasChanged;
    }
}
