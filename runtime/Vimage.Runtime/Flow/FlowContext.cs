namespace Vimage;

/// <summary>An execution context with a vnet put in, and the one it was put into.</summary>
/// <remarks>
/// Contexts never change. So where a thread enters the same vnet from the same context again, as a loop over vnets' work does, the
/// context that was made the first time is put back instead of making another. It is held weakly: neither what other async locals
/// hold nor a destroyed vnet lives longer for it.
/// </remarks>
internal sealed class FlowContext
{
    [ThreadStatic]
    private static WeakReference<FlowContext>? t_last;

    private readonly ExecutionContext? _outside;
    private readonly ExecutionContext? _inside;
    private readonly Vnet? _previous;
    private readonly Vnet _vnet;

    // Puts the vnet in. Both contexts are null while the flow is suppressed.
    private FlowContext(ExecutionContext? outside, Vnet vnet)
    {
        _outside = outside;
        _previous = VnetFlow.State.Flow;
        _vnet = vnet;
        VnetFlow.Set(vnet);
        _inside = ExecutionContext.Capture();
    }

    /// <summary>Makes a vnet the one that the execution context carries.</summary>
    internal static FlowContext Enter(Vnet vnet)
    {
        ExecutionContext? outside = ExecutionContext.Capture();
        WeakReference<FlowContext>? last = t_last;
        if (last is null)
        {
            t_last = last = new WeakReference<FlowContext>(null!);
        }
        else if (outside is not null
            && last.TryGetTarget(out FlowContext? known)
            && ReferenceEquals(known._outside, outside)
            && ReferenceEquals(known._vnet, vnet))
        {
            ExecutionContext.Restore(known._inside!);
            return known;
        }

        FlowContext entered = new(outside, vnet);
        last.SetTarget(entered);
        return entered;
    }

    /// <summary>Makes the vnet current again that was so before. What the code inside has set in other async locals stays.</summary>
    internal void Leave()
    {
        if (_outside is not null && ReferenceEquals(ExecutionContext.Capture(), _inside))
        {
            ExecutionContext.Restore(_outside);
        }
        else
        {
            VnetFlow.Set(_previous);
        }
    }
}
