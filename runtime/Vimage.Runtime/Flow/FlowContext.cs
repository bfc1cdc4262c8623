namespace Vimage;

/// <summary>An execution context with a vnet put in, and the one it was put into.</summary>
/// <remarks>
/// Contexts never change. So where the same vnet is entered from the same context again, as a loop over vnets' work does, the
/// context that was made the first time is put back instead of making another. What was made from the empty context depends on the
/// vnet alone and is kept with it. What was made from another is kept for the last one of each thread, and weakly: neither what
/// other async locals hold nor a destroyed vnet lives longer for it.
/// </remarks>
internal sealed class FlowContext
{
    [ThreadStatic]
    private static WeakReference<FlowContext>? t_last;

    // The one in which nothing flows, of which a process has a single instance; null until it was met.
    private static ExecutionContext? s_empty;

    // Has no handler: one that had would remain in a context, with nothing as its value.
    private static readonly AsyncLocal<object?> s_probe = new();

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
        FlowContext? known = outside is not null && ReferenceEquals(outside, s_empty) ? vnet.FlowFromEmpty : Last(outside, vnet);
        if (known is not null)
        {
            ExecutionContext.Restore(known._inside!);
            return known;
        }

        return EnterAnew(outside, vnet);
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

    private static FlowContext? Last(ExecutionContext? outside, Vnet vnet) =>
        outside is not null
        && t_last is { } last
        && last.TryGetTarget(out FlowContext? known)
        && ReferenceEquals(known._outside, outside)
        && ReferenceEquals(known._vnet, vnet)
            ? known
            : null;

    private static FlowContext EnterAnew(ExecutionContext? outside, Vnet vnet)
    {
        LookForEmpty(outside);
        FlowContext entered = new(outside, vnet);
        if (outside is not null && ReferenceEquals(outside, s_empty))
        {
            vnet.FlowFromEmpty = entered;
        }
        else if (t_last is { } last)
        {
            last.SetTarget(entered);
        }
        else
        {
            t_last = new WeakReference<FlowContext>(entered);
        }

        return entered;
    }

    // Where something is put in and taken out again, another context is left, unless it is the empty one.
    private static void LookForEmpty(ExecutionContext? outside)
    {
        if (s_empty is null && outside is not null)
        {
            s_probe.Value = s_probe;
            s_probe.Value = null;
            if (ReferenceEquals(ExecutionContext.Capture(), outside))
            {
                s_empty = outside;
            }
            else
            {
                ExecutionContext.Restore(outside);
            }
        }
    }
}
