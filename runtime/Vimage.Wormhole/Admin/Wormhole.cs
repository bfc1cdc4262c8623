namespace Vimage.Wormholes;

/// <summary>
/// A wormhole: two vnets, side by side or above each other, and what goes between them at the speed of memory. As whoever has opened it
/// sees it; those inside have an end each.
/// </summary>
/// <remarks>Only the vnet that has opened it, and those above that, may steer it, from any thread; whoever sees it may look.</remarks>
public abstract partial class Wormhole : IAsyncDisposable, IDisposable
{
    private static long s_lastNumber;

    private readonly object _gate = new();
    private readonly long _number = NextNumber();
    private readonly long _memory;
    private WormholeState _state;

    private readonly Warp _forward;
    private readonly Warp _backward;

    private protected Wormhole(WormholeRights rights, string name, long memory, params WormholeEnd[] ends)
    {
        Rights = rights;
        Name = name;
        _memory = memory;
        Ends = ends;
        _forward = ends[0].OutgoingWarp;
        _backward = ends.Length == 2 ? ends[1].OutgoingWarp : ends[0].IncomingWarp;
    }

    /// <summary>Gets the name that it was opened by.</summary>
    public string Name { get; }

    /// <summary>Gets the vnet that has opened it.</summary>
    public Vnet Opener => Rights.Opener;

    /// <summary>Gets what it is up to.</summary>
    public WormholeState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Gets its ends in this process.</summary>
    public IReadOnlyList<WormholeEnd> Ends { get; }

    internal WormholeRights Rights { get; }

    /// <summary>Closes its ends. What was accepted and not received is dropped.</summary>
    /// <exception cref="VnetPermissionException">The current vnet may not steer it.</exception>
    public void Dispose()
    {
        Rights.ThrowUnlessMaySteer(Name);
        if (State != WormholeState.Collapsed)
        {
            CloseEnds();
        }
    }

    /// <summary>As <see cref="Dispose()"/>; there is nothing to wait for.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>An end of it was closed.</summary>
    internal virtual void OnEndClosed() => TryLeaveOpen(WormholeState.Closed);

    internal static string NextName() => $"wormhole{NextNumber()}";

    private void CloseEnds()
    {
        foreach (WormholeEnd end in Ends)
        {
            end.Close(WormholeEndReason.Closed);
        }
    }

    private static long NextNumber() => Interlocked.Increment(ref s_lastNumber);

    // To a state that it does not leave any more.
    private bool TryLeaveOpen(WormholeState state)
    {
        lock (_gate)
        {
            if (_state > WormholeState.Paused)
            {
                return false;
            }

            _state = state;
        }

        Discharge();
        return true;
    }
}
