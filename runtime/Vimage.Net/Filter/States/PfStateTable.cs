namespace Vimage.Net;

/// <summary>The states of a vnet. (FreeBSD: <c>V_pf_idhash</c>, <c>V_pf_keyhash</c>.)</summary>
internal sealed class PfStateTable(ulong seed)
{
    private readonly Dictionary<PfStateKey, PfState> _byWire = new(new PfStateKeyComparer(seed));
    private readonly Dictionary<PfStateKey, PfState> _byStack = new(new PfStateKeyComparer(seed));

    // The oldest first.
    private readonly LinkedList<PfState> _unanswered = new();

    internal int Count => _byWire.Count;

    internal IEnumerable<PfState> All => _byWire.Values;

    /// <summary>Finds the state of a packet that comes in from the link, or leaves the stack.</summary>
    internal PfState? Find(in PfStateKey key, PacketDirection direction, long now)
    {
        Dictionary<PfStateKey, PfState> states = direction == PacketDirection.In ? _byWire : _byStack;
        if (!states.TryGetValue(key, out PfState? state))
        {
            return null;
        }

        if (state.Deadline > now)
        {
            return state;
        }

        Remove(state);
        return null;
    }

    internal bool IsTakenOnWire(in PfStateKey key) => _byWire.ContainsKey(key);

    /// <summary>Adds a state; where there are too many, the oldest that nobody has answered makes room.</summary>
    /// <returns>Whether there was room, and none like it.</returns>
    internal bool TryAdd(PfState state, int limit)
    {
        if (_byWire.ContainsKey(state.Wire) || _byStack.ContainsKey(state.Stack))
        {
            return false;
        }

        if (Count >= limit)
        {
            if (_unanswered.First is not { } oldest)
            {
                return false;
            }

            Remove(oldest.Value);
        }

        _byWire.Add(state.Wire, state);
        _byStack.Add(state.Stack, state);
        _unanswered.AddLast(state.Unanswered);
        return true;
    }

    /// <summary>Notes that a state is established: it makes no room for others any more.</summary>
    internal void OnUpdated(PfState state)
    {
        if (state.Phase >= PfPhase.Established && state.Unanswered.List is not null)
        {
            _unanswered.Remove(state.Unanswered);
        }
    }

    internal void Remove(PfState state)
    {
        _byWire.Remove(state.Wire);
        _byStack.Remove(state.Stack);
        if (state.Unanswered.List is not null)
        {
            _unanswered.Remove(state.Unanswered);
        }
    }

    /// <summary>Removes those that are over.</summary>
    internal void Purge(long now)
    {
        foreach (PfState state in _byWire.Values)
        {
            if (state.Deadline <= now)
            {
                Remove(state);
            }
        }
    }

    internal void Clear()
    {
        _byWire.Clear();
        _byStack.Clear();
        _unanswered.Clear();
    }
}
