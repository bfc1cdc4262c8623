namespace Vimage;

/// <summary>
/// Carries the current vnet's identity along the execution context, and mirrors it into <see cref="CurrentVnet"/>.
/// </summary>
internal static class VnetFlow
{
    private static readonly AsyncLocal<Vnet?> s_flow = new(OnChanged);

    [ThreadStatic]
    private static ThreadState t_state;

    /// <summary>Gets this thread's view of the flow; one thread-static lookup serves all its fields.</summary>
    internal static ref ThreadState State => ref t_state;

    /// <summary>Makes <paramref name="vnet"/> the one that this execution context carries.</summary>
    internal static void Set(Vnet? vnet) => s_flow.Value = vnet;

    // Called by the runtime on the thread whose execution context has just changed, whoever changed it: an assignment,
    // an await that resumes here, a work item that begins or ends.
    private static void OnChanged(AsyncLocalValueChangedArgs<Vnet?> change)
    {
        ref ThreadState state = ref t_state;
        state.Flow = change.CurrentValue;
        CurrentVnet.Value = state.Pinned is not null && ReferenceEquals(state.PinnedOver, state.Flow)
            ? state.Pinned
            : state.Flow;
    }

    internal struct ThreadState
    {
        /// <summary>What the execution context carries on this thread.</summary>
        internal Vnet? Flow;

        /// <summary>The vnet of the innermost synchronous scope on this thread, if any.</summary>
        internal Vnet? Pinned;

        /// <summary>
        /// What the flow was when that scope was entered. While a continuation with another flow runs inline inside the
        /// scope its own vnet is current; when the flow comes back to this, the scope's is again.
        /// </summary>
        internal Vnet? PinnedOver;
    }
}
