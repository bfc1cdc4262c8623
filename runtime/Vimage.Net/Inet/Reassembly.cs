namespace Vimage.Net;

/// <summary>
/// Puts packets together of their fragments, within limits of number and time. (FreeBSD: <c>ip_reass.c</c>, <c>frag6.c</c>.)
/// </summary>
/// <typeparam name="TKey">What the fragments of one packet have in common.</typeparam>
internal abstract class Reassembly<TKey>
    where TKey : notnull
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly Dictionary<TKey, LinkedListNode<FragmentQueue<TKey>>> _byKey = [];

    // The oldest first; all have the same time, so that is the order in which they expire.
    private readonly LinkedList<FragmentQueue<TKey>> _queues = new();
    private Callout? _expiry;

    /// <summary>Gets how many packets may be incomplete at one time; the oldest makes room.</summary>
    private protected abstract int MaxPackets { get; }

    private protected abstract int MaxFragmentsPerPacket { get; }

    /// <summary>Gets how long a packet may be incomplete, in seconds.</summary>
    private protected abstract int Lifetime { get; }

    private protected int Packets => _queues.Count;

    internal void Drain()
    {
        foreach (FragmentQueue<TKey> queue in _queues)
        {
            CountRemoved(queue.Count);
            queue.Free();
        }

        _queues.Clear();
        _byKey.Clear();
        if (_expiry is not null)
        {
            Netisr.Current.Stop(_expiry);
        }
    }

    /// <summary>Takes a fragment; returns the packet if it was the last missing one.</summary>
    private protected Mbuf? Add(TKey key, in Fragment fragment)
    {
        Netisr netisr = fragment.Packet.ReceiveInterface!.Netisr;
        LinkedListNode<FragmentQueue<TKey>> node = FindOrAdd(key, netisr);
        FragmentQueue<TKey> queue = node.Value;
        FragmentQueue<TKey>.Verdict verdict = queue.Add(fragment);
        if (verdict != FragmentQueue<TKey>.Verdict.Added)
        {
            Refuse(fragment.Packet);
            if (verdict == FragmentQueue<TKey>.Verdict.Contradiction)
            {
                Drop(node);
            }

            return null;
        }

        CountAdded();
        if (queue.Count > MaxFragmentsPerPacket)
        {
            Drop(node);
            return null;
        }

        if (!queue.IsComplete)
        {
            return null;
        }

        Mbuf? whole = Assemble(queue, netisr.Pool);
        if (whole is null)
        {
            CountDropped(queue.Count);
        }

        Remove(node);
        queue.Free();
        return whole;
    }

    private protected void Refuse(Mbuf fragment)
    {
        CountDropped(1);
        fragment.Free();
    }

    /// <summary>Makes the packet of all its fragments; <see langword="null"/> if it were too long.</summary>
    private protected abstract Mbuf? Assemble(FragmentQueue<TKey> queue, MbufPool pool);

    private protected abstract void CountDropped(int fragments);

    private protected abstract void CountTimeouts(int fragments);

    /// <summary>Tells the sender that a packet was not complete in time. Takes its first fragment.</summary>
    private protected abstract void SendTimeExceeded(Mbuf first);

    /// <summary>One more fragment waits.</summary>
    private protected virtual void CountAdded()
    {
    }

    /// <summary>So many do not wait any more.</summary>
    private protected virtual void CountRemoved(int fragments)
    {
    }

    private LinkedListNode<FragmentQueue<TKey>> FindOrAdd(TKey key, Netisr netisr)
    {
        if (_byKey.TryGetValue(key, out LinkedListNode<FragmentQueue<TKey>>? node))
        {
            return node;
        }

        while (_queues.Count >= MaxPackets)
        {
            Drop(_queues.First!);
        }

        node = _queues.AddLast(new FragmentQueue<TKey>(key, netisr.Now + (Lifetime * NanosecondsPerSecond)));
        _byKey.Add(key, node);
        _expiry ??= new Callout(static self => ((Reassembly<TKey>)self).Expire(), this);
        if (!_expiry.IsPending)
        {
            netisr.ResetAt(_expiry, node.Value.Deadline);
        }

        return node;
    }

    private void Expire()
    {
        Netisr netisr = Netisr.Current;
        while (_queues.First is { } oldest && oldest.Value.Deadline <= netisr.Now)
        {
            CountTimeouts(oldest.Value.Count);
            Remove(oldest);

            // RFC 792: only who has the beginning can say whose packet it was.
            if (oldest.Value.TakeFirst() is { } first)
            {
                SendTimeExceeded(first);
            }
        }

        if (_queues.First is { } next)
        {
            netisr.ResetAt(_expiry!, next.Value.Deadline);
        }
    }

    private void Drop(LinkedListNode<FragmentQueue<TKey>> node)
    {
        CountDropped(node.Value.Count);
        Remove(node);
        node.Value.Free();
    }

    private void Remove(LinkedListNode<FragmentQueue<TKey>> node)
    {
        CountRemoved(node.Value.Count);
        _queues.Remove(node);
        _byKey.Remove(node.Value.Key);
    }
}
