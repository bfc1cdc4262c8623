namespace Vimage.Net;

/// <content>What the bridge as a whole decides: who is the root, and what each port is for (IEEE 802.1D-2004, 17.21.25).</content>
public sealed partial class SpanningTree
{
    private SpanningTreeVector _rootVector;
    private SpanningTreeTimes _rootTimes = SpanningTreeTimes.Recommended;
    private SpanningTreePort? _rootPort;
    private bool _reselects = true;
    private bool _isRunning;

    /// <summary>Gets a value indicating whether frames come and go at all.</summary>
    internal bool IsEnabled => _bridge.IsUp;

    internal Netisr Netisr => _bridge.Netisr;

    internal Bridge Bridge => _bridge;

    /// <summary>Gets the bridge's identifier: who has the smallest is the root.</summary>
    internal ulong Id => ((ulong)_priority << BridgePriorityShift) | _bridge.LinkAddress.Value;

    /// <summary>Gets the times as they are to be told by this bridge's ports.</summary>
    internal SpanningTreeTimes DesignatedTimes => _rootTimes with { HelloTime = _ownTimes.HelloTime };

    /// <summary>Gets a value indicating whether no port below this bridge can be part of a loop with what the root port brings. (17.20.3)</summary>
    internal bool AreAllSynced => !_reselects && _ports.TrueForAll(static each => each.IsSynced || each.Role == SpanningTreeRole.Root);

    /// <summary>Gets a value indicating whether the roles are to be chosen anew before anything else happens.</summary>
    internal bool IsReselecting => _reselects;

    internal void Reselect() => _reselects = true;

    /// <summary>Returns what a port would tell.</summary>
    internal SpanningTreeVector DesignatedVector(SpanningTreePort port) => new(_rootVector.Root, _rootVector.Cost, Id, port.Id);

    /// <summary>(17.21.14: setSyncTree)</summary>
    internal void SyncAll() => _ports.ForEach(static each => each.Syncs = true);

    /// <summary>(17.21.15: setReRootTree)</summary>
    internal void RerootAll() => _ports.ForEach(static each => each.Reroots = true);

    /// <summary>Returns whether no other port was the root port a short while ago. (17.20.10)</summary>
    internal bool IsRerooted(SpanningTreePort port) => _ports.TrueForAll(each => each == port || each.RecentRootWhile == 0);

    /// <summary>Lets the other ports tell of a change. (17.21.18: setTcPropTree)</summary>
    internal void PropagateChange(SpanningTreePort except)
    {
        foreach (SpanningTreePort port in _ports)
        {
            port.PropagatesChange |= port != except;
        }
    }

    /// <summary>Receives a message from another bridge, by a port of the current vnet.</summary>
    internal void Receive(SpanningTreePort port, in Bpdu bpdu)
    {
        port.Receive(bpdu);
        Run();
    }

    /// <summary>A member or the bridge was switched on or off, or has another address. The vnet is current.</summary>
    internal void Update()
    {
        _reselects = true;
        Run();
    }

    /// <summary>A member leaves the bridge. The vnet is current.</summary>
    internal void Remove(SpanningTreePort port)
    {
        Drop(port);
        Update();
    }

    private void Drop(SpanningTreePort port)
    {
        _ports.Remove(port);
        port.Member.TreePort = null;
        if (port == _rootPort)
        {
            _rootPort = null;
        }
    }

    internal void Change(Action change)
    {
        using (_bridge.Netisr.Enter())
        using (CURVNET_SET(_bridge.Vnet))
        {
            change();
            Update();
        }
    }

    private void OnSecond()
    {
        foreach (SpanningTreePort port in _ports)
        {
            port.CountDown();
        }

        Run();
    }

    // Each machine goes on as long as one of them has something to do.
    private void Run()
    {
        if (_isRunning)
        {
            return;
        }

        _isRunning = true;
        bool any = true;
        while (any)
        {
            if (_reselects)
            {
                SelectRoles();
            }

            any = false;
            foreach (SpanningTreePort port in _ports)
            {
                any |= port.Step();
            }

            any |= _reselects;
        }

        _isRunning = false;
        foreach (SpanningTreePort port in _ports)
        {
            port.Transmit();
        }

        if (!IsEnabled || _ports.Count == 0)
        {
            Netisr.Stop(_tick);
        }
        else if (!_tick.IsPending)
        {
            Netisr.Reset(_tick, s_second);
        }
    }

    private void SelectRoles()
    {
        _reselects = false;
        _rootPort = null;
        _rootVector = new SpanningTreeVector(Id, 0, Id, 0);
        _rootTimes = _ownTimes;
        foreach (SpanningTreePort port in _ports)
        {
            if (port.HasReceived && SpanningTreeVector.AddressOf(port.Vector.Bridge) != _bridge.LinkAddress && IsBetterRoot(port))
            {
                _rootPort = port;
                _rootVector = PathBy(port);
                _rootTimes = port.Times with { MessageAge = port.Times.MessageAge + 1 };
            }
        }

        foreach (SpanningTreePort port in _ports)
        {
            port.Select(port == _rootPort);
        }
    }

    private bool IsBetterRoot(SpanningTreePort port)
    {
        SpanningTreeVector path = PathBy(port);
        return path.IsBetterThan(_rootVector) || (_rootPort is not null && path == _rootVector && port.Id < _rootPort.Id);
    }

    private static SpanningTreeVector PathBy(SpanningTreePort port) => port.Vector with { Cost = port.Vector.Cost + port.PathCost };
}
