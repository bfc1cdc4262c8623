using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <summary>The states of a vnet. (FreeBSD: <c>V_pf_idhash</c>.)</summary>
internal sealed class PfStateTable(ulong seed)
{
    private readonly PfStateIndex _byWire = new(seed);
    private readonly PfStateIndex _byStack = new(seed);

    // The oldest first.
    private readonly PfStateQueue _unanswered = new();

    internal int Count => _byWire.Count;

    internal IEnumerable<PfState> All => _byWire.ToList();

    /// <summary>Finds the state of a packet that comes in from the link, or leaves the stack.</summary>
    internal PfState? Find(in PfStateKey key, PacketDirection direction, long now) =>
        Living(Search(key, direction), now);

    /// <summary>As <see cref="Find"/>, but the state may be over.</summary>
    internal PfState? Search(in PfStateKey key, PacketDirection direction) => (direction == PacketDirection.In ? _byWire : _byStack).Find(key);

    /// <inheritdoc cref="Search"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal PfState? SearchIpv4(ulong addresses, ulong transport, PacketDirection direction) =>
        (direction == PacketDirection.In ? _byWire : _byStack).FindIpv4(addresses, transport);

    /// <summary>Returns a state unless it is over: then it is removed.</summary>
    internal PfState? Living(PfState? state, long now)
    {
        if (state is null || state.Deadline > now)
        {
            return state;
        }

        Remove(state);
        return null;
    }

    /// <summary>Lets all of them last as long as they would with others' timeouts, from the next packet of each on.</summary>
    internal void SetTimeouts(PfTimeouts timeouts)
    {
        foreach (PfState state in _byWire.ToList())
        {
            state.SetTimeouts(timeouts);
        }
    }

    internal bool IsTakenOnWire(in PfStateKey key) => _byWire.Find(key) is not null;

    /// <summary>Adds a state; where there are too many, the oldest that nobody has answered makes room.</summary>
    /// <returns>Whether there was room, and none like it.</returns>
    internal bool TryAdd(PfState state, int limit)
    {
        if (_byWire.Find(state.Wire) is not null || _byStack.Find(state.Stack) is not null)
        {
            return false;
        }

        if (Count >= limit)
        {
            if (_unanswered.First is not { } oldest)
            {
                return false;
            }

            Remove(oldest);
        }

        _byWire.Add(state.WireLink);
        _byStack.Add(state.StackLink);
        _unanswered.Add(state);
        return true;
    }

    /// <summary>Notes how far a state is: an established one makes no room for others any more.</summary>
    internal void OnPhaseChanged(PfState state)
    {
        if (state.Phase >= PfPhase.Established)
        {
            _unanswered.Remove(state);
        }
    }

    internal void Remove(PfState state)
    {
        state.OnRemoved();
        _byWire.Remove(state.WireLink);
        _byStack.Remove(state.StackLink);
        _unanswered.Remove(state);
    }

    /// <summary>Removes those that are over.</summary>
    internal void Purge(long now)
    {
        foreach (PfState state in _byWire.ToList())
        {
            if (state.Deadline <= now)
            {
                Remove(state);
            }
        }
    }

    internal void Clear()
    {
        foreach (PfState state in _byWire.ToList())
        {
            state.OnRemoved();
        }

        _byWire.Clear();
        _byStack.Clear();
        _unanswered.Clear();
    }
}
