namespace Vimage.Wormholes;

/// <summary>
/// One end of a wormhole, in a vnet. It is used from that vnet, or from one above it; who receives goes on in its own vnet. (FreeBSD: the
/// hook <c>evthorizon</c>.)
/// </summary>
/// <remarks>
/// <para>
/// An end has one sender (or many, with <see cref="WormholeOptions.ManySenders"/>) and one receiver at a time, on any threads. One who
/// uses it may stop, and another go on, as long as it is not closed. Everything else may be called at any time.
/// </para>
/// <para>
/// When the other end is closed, or its vnet is torn down, what had been accepted is received, and then comes the end of the stream;
/// sending fails with <see cref="WormholeClosedException"/>. After a revocation both fail with <see cref="WormholeRevokedException"/>,
/// receiving when all that had been accepted was received.
/// </para>
/// </remarks>
public abstract partial class WormholeEnd : IAsyncDisposable, IDisposable
{
    private readonly object _gate = new();
    private Vnet _vnet;
    private WormholeWait _wait;
    private IDisposable? _ownership;
    private volatile WormholeEndReason _closedAs;

    private protected WormholeEnd(Vnet vnet, string name, WormholeWait wait)
    {
        _vnet = vnet;
        Name = name;
        _wait = wait;
    }

    /// <summary>Gets the name that the end has in its vnet.</summary>
    public string Name { get; }

    /// <summary>Gets the vnet that the end is in.</summary>
    public Vnet Vnet => Volatile.Read(ref _vnet);

    /// <summary>Gets the wormhole that this is an end of; another one after a collapse.</summary>
    public Wormhole Wormhole { get; internal set; } = null!;

    /// <summary>Gets or sets how the end waits.</summary>
    /// <exception cref="VnetPermissionException">It was to be set, and the end is neither the current vnet's, nor of one below it.</exception>
    public WormholeWait Wait
    {
        get => _wait;
        set
        {
            ThrowUnlessMine();
            _wait = value;
        }
    }

    /// <summary>Gets a value indicating whether this end was closed, by whomever.</summary>
    public bool IsClosed => _closedAs != WormholeEndReason.None;

    /// <summary>Gets the direction from here.</summary>
    internal abstract Warp OutgoingWarp { get; }

    /// <summary>Gets the direction to here; another one after a collapse, when all of the first was received.</summary>
    internal abstract Warp IncomingWarp { get; }

    /// <summary>Says that nothing more will be sent. The other end receives what was accepted, and then the end of the stream.</summary>
    /// <exception cref="VnetPermissionException">The end is neither the current vnet's, nor of one below it.</exception>
    public void Complete()
    {
        ThrowUnlessMine();
        OutgoingWarp.End(WormholeEndReason.Completed);
    }

    /// <summary>
    /// Closes this end. The other one receives what was accepted, and then the end of the stream; what this one has not received is
    /// dropped. Once it is closed, by whomever, this does nothing.
    /// </summary>
    /// <exception cref="VnetPermissionException">The end is open, and neither the current vnet's, nor of one below it.</exception>
    public void Dispose()
    {
        if (!IsClosed)
        {
            ThrowUnlessMine();
            Close(WormholeEndReason.Closed);
        }
    }

    /// <summary>As <see cref="Dispose()"/>; there is nothing to wait for.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Establish()
    {
        EndTable.Add(_vnet, this);
        try
        {
            _ownership = Own(_vnet);
        }
        catch
        {
            EndTable.Remove(_vnet, this);
            throw;
        }
    }

    /// <summary>Closes the end, once.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="inVnet">Only if it is in this vnet; null for any.</param>
    internal void Close(WormholeEndReason reason, Vnet? inVnet = null)
    {
        if (TryMarkClosed(reason, inVnet))
        {
            OutgoingWarp.End(reason);
            IncomingWarp.EndAll(reason);
            DropUnreceived(IncomingWarp.TakeTurn());
            TellWormhole();
        }
    }

    /// <summary>Gives up two ends in a collapse, or none if one is closed. What goes to them goes on with others.</summary>
    internal static bool TryGiveUp(WormholeEnd one, WormholeEnd other)
    {
        // Only here two gates are held, and the wormholes' with them: no other two are taken the other way round.
        lock (one._gate)
        {
            lock (other._gate)
            {
                if (one.IsClosed || other.IsClosed)
                {
                    return false;
                }

                one._closedAs = WormholeEndReason.Collapsed;
                other._closedAs = WormholeEndReason.Collapsed;
            }
        }

        one.LeaveVnet();
        other.LeaveVnet();
        return true;
    }

    private bool TryMarkClosed(WormholeEndReason reason, Vnet? inVnet)
    {
        lock (_gate)
        {
            if (_closedAs != WormholeEndReason.None || (inVnet is not null && !ReferenceEquals(inVnet, _vnet)))
            {
                return false;
            }

            _closedAs = reason;
        }

        LeaveVnet();
        return true;
    }

    private void LeaveVnet()
    {
        EndTable.Remove(_vnet, this);
        _ownership?.Dispose();
    }

    // A collapse that goes on meanwhile has not seen that the end is closed: then its wormhole is to know.
    private void TellWormhole()
    {
        Wormhole told;
        do
        {
            told = Wormhole;
            told.OnEndClosed();
        }
        while (!ReferenceEquals(told, Wormhole));
    }

    /// <summary>Lets go of messages that nobody will receive.</summary>
    private protected abstract void DropUnreceived(Turn turn);

#pragma warning disable CA2000 // The vnet disposes of the guard, or is told not to.
    private IDisposable Own(Vnet vnet) => vnet.Own(new Guard(this, vnet), VnetResourceKind.Endpoint, $"wormhole {Name}");
#pragma warning restore CA2000

    /// <summary>Closes the end when its vnet is torn down.</summary>
    private sealed class Guard(WormholeEnd end, Vnet vnet) : IDisposable
    {
        public void Dispose() => end.Close(WormholeEndReason.VnetDestroyed, vnet);
    }
}
