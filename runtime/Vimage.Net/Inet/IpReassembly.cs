namespace Vimage.Net;

/// <summary>Puts packets together of their fragments, within limits of number and time. (FreeBSD: <c>ip_reass.c</c>.)</summary>
internal sealed class IpReassembly
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly Dictionary<FragmentKey, LinkedListNode<FragmentQueue>> _byKey = [];

    // The oldest first; all have the same time, so that is the order in which they expire.
    private readonly LinkedList<FragmentQueue> _queues = new();
    private Callout? _expiry;

    /// <summary>Takes a fragment; returns the packet if it was the last missing one.</summary>
    internal Mbuf? Add(Mbuf fragment)
    {
        IpHeader ip = new(fragment.Span);
        int size = fragment.Length - ip.HeaderLength;
        bool isLast = (ip.Fragment & IpHeader.MoreFragments) == 0;
        if (size == 0 || (!isLast && size % 8 != 0) || ip.FragmentOffset + size > IpHeader.MaxPacket || Ip.V_maxfragpackets <= 0)
        {
            Ip.CountFragmentsDropped(1);
            fragment.Free();
            return null;
        }

        Netisr netisr = fragment.ReceiveInterface!.Netisr;
        LinkedListNode<FragmentQueue> node = FindOrAdd(new FragmentKey(ip.Source, ip.Destination, ip.Identification, ip.Protocol), netisr);
        FragmentQueue queue = node.Value;
        FragmentQueue.Verdict verdict = queue.Add(fragment);
        if (verdict != FragmentQueue.Verdict.Added)
        {
            Ip.CountFragmentsDropped(1);
            fragment.Free();
            if (verdict == FragmentQueue.Verdict.Contradiction)
            {
                Drop(node);
            }

            return null;
        }

        if (queue.Count > Ip.V_maxfragsperpacket)
        {
            Drop(node);
            return null;
        }

        if (!queue.IsComplete)
        {
            return null;
        }

        Mbuf? whole = queue.Assemble(netisr.Pool);
        if (whole is null)
        {
            Ip.CountFragmentsDropped(queue.Count);
        }

        Remove(node);
        queue.Free();
        return whole;
    }

    internal void Drain()
    {
        foreach (FragmentQueue queue in _queues)
        {
            queue.Free();
        }

        _queues.Clear();
        _byKey.Clear();
        if (_expiry is not null)
        {
            Netisr.Current.Stop(_expiry);
        }
    }

    private LinkedListNode<FragmentQueue> FindOrAdd(FragmentKey key, Netisr netisr)
    {
        if (_byKey.TryGetValue(key, out LinkedListNode<FragmentQueue>? node))
        {
            return node;
        }

        while (_queues.Count >= Ip.V_maxfragpackets)
        {
            Drop(_queues.First!);
        }

        node = _queues.AddLast(new FragmentQueue(key, netisr.Now + (Ip.V_fragttl * NanosecondsPerSecond)));
        _byKey.Add(key, node);
        _expiry ??= new Callout(static self => ((IpReassembly)self).Expire(), this);
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
            Ip.CountFragmentTimeouts(oldest.Value.Count);
            Remove(oldest);

            // RFC 792: only who has the beginning can say whose packet it was.
            if (oldest.Value.TakeFirst() is { } first)
            {
                Icmp.SendError(first, IcmpType.TimeExceeded, IcmpCode.ReassemblyTimeExceeded);
            }
        }

        if (_queues.First is { } next)
        {
            netisr.ResetAt(_expiry!, next.Value.Deadline);
        }
    }

    private void Drop(LinkedListNode<FragmentQueue> node)
    {
        Ip.CountFragmentsDropped(node.Value.Count);
        Remove(node);
        node.Value.Free();
    }

    private void Remove(LinkedListNode<FragmentQueue> node)
    {
        _queues.Remove(node);
        _byKey.Remove(node.Value.Key);
    }
}
