using System.Runtime.CompilerServices;

namespace Vimage;

/// <summary>
/// The time during which a vnet is current on this thread only: for packet paths and other code that neither awaits nor
/// starts tasks. Allocates nothing.
/// </summary>
/// <remarks>
/// Scopes nest freely, may be entered in any branch and any number of times in one block. What is started inside (tasks,
/// timers) inherits the flowing vnet and not this one. (FreeBSD: <c>CURVNET_SET</c> and <c>CURVNET_RESTORE</c>.)
/// </remarks>
/// <seealso cref="Vnet.EnterSync"/>
public ref struct VnetSyncScope : IDisposable
{
    private readonly Vnet? _current;
    private readonly Vnet? _pinned;
    private readonly Vnet? _pinnedOver;
    private bool _entered;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal VnetSyncScope(Vnet vnet)
    {
        if (VnetSwitches.Debug)
        {
            ScopeLog.Enter(vnet);
        }

        ref VnetFlow.ThreadState state = ref VnetFlow.State;
        ref Vnet? current = ref CurrentVnet.Value;
        _current = current;
        _pinned = state.Pinned;
        _pinnedOver = state.PinnedOver;
        _entered = true;
        state.Pinned = vnet;
        state.PinnedOver = state.Flow;
        current = vnet;
    }

    /// <summary>Makes the vnet current again that was so before this scope. Does nothing the second time.</summary>
    public void Dispose()
    {
        if (!_entered)
        {
            return;
        }

        _entered = false;
        if (VnetSwitches.Debug)
        {
            ScopeLog.Leave();
        }

        ref VnetFlow.ThreadState state = ref VnetFlow.State;
        state.Pinned = _pinned;
        state.PinnedOver = _pinnedOver;
        CurrentVnet.Value = _current;
    }
}
