namespace Vimage.Wormholes;

/// <summary>
/// A wormhole: two vnets, side by side or above each other, and what goes between them at the speed of memory. As whoever has opened it
/// sees it; those inside have an end each.
/// </summary>
/// <remarks>Only the vnet that has opened it, and those above that, may use these members; from any thread.</remarks>
public abstract partial class Wormhole : IAsyncDisposable, IDisposable
{
    private static long s_lastNumber;

    private readonly object _gate = new();
    private readonly long _number = NextNumber();
    private readonly long _memory;
    private WormholeState _state;

    private protected Wormhole(WormholeRights rights, string name, long memory)
    {
        Rights = rights;
        Name = name;
        _memory = memory;
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

    /// <summary>Gets both ends.</summary>
    public IReadOnlyList<WormholeEnd> Ends => [FirstEnd, SecondEnd];

    internal WormholeRights Rights { get; }

    private protected abstract WormholeEnd FirstEnd { get; }

    private protected abstract WormholeEnd SecondEnd { get; }

    /// <summary>Closes both ends. What was accepted and not received is dropped.</summary>
    /// <exception cref="VnetPermissionException">The current vnet may not steer it.</exception>
    public void Dispose()
    {
        Rights.ThrowUnlessMaySteer(Name);
        if (State != WormholeState.Collapsed)
        {
            FirstEnd.Close(WormholeEndReason.Closed);
            SecondEnd.Close(WormholeEndReason.Closed);
        }
    }

    /// <summary>As <see cref="Dispose()"/>; there is nothing to wait for.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void OnEndClosed(WormholeEndReason reason) =>
        TryLeaveOpen(reason == WormholeEndReason.Revoked ? WormholeState.Revoked : WormholeState.Closed);

    private protected static string NextName() => $"wormhole{NextNumber()}";

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
