namespace Vimage.Net;

/// <summary>
/// States in the order in which they were added, from which any can leave. Each has its own place in it: with a node for each besides,
/// a table that is full would take a sixth more.
/// </summary>
internal sealed class PfStateQueue
{
    private PfState? _last;

    /// <summary>Gets the one that was added first.</summary>
    internal PfState? First { get; private set; }

    internal void Add(PfState state)
    {
        state.Before = _last;
        state.After = null;
        state.IsQueued = true;
        if (_last is null)
        {
            First = state;
        }
        else
        {
            _last.After = state;
        }

        _last = state;
    }

    /// <summary>Takes one out, if it is in.</summary>
    internal void Remove(PfState state)
    {
        if (!state.IsQueued)
        {
            return;
        }

        if (state.Before is { } before)
        {
            before.After = state.After;
        }
        else
        {
            First = state.After;
        }

        if (state.After is { } after)
        {
            after.Before = state.Before;
        }
        else
        {
            _last = state.Before;
        }

        (state.Before, state.After, state.IsQueued) = (null, null, false);
    }

    internal void Clear() => (First, _last) = (null, null);
}
