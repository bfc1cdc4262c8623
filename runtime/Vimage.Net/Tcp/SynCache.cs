namespace Vimage.Net;

/// <summary>
/// Connections that are half open, as little of each as there can be: a flood of first segments costs a bounded number of these. Where
/// there is no room, all that is needed is in the answer itself. (FreeBSD: <c>tcp_syncache.c</c>.)
/// </summary>
internal sealed class SynCache
{
    private readonly Dictionary<ConnectionKey, SynCacheEntry> _entries = [];
    private readonly LinkedList<SynCacheEntry> _byAge = new();
    private readonly Callout _timer;

    internal SynCache()
    {
        _timer = new Callout(static cache => ((SynCache)cache).OnTimer(), this);
    }

    internal int Count => _entries.Count;

    /// <summary>Grants a connection that a first segment asks for.</summary>
    internal void Add(AcceptQueue queue, in TcpSegment segment)
    {
        ConnectionKey key = segment.Key;
        if (_entries.TryGetValue(key, out SynCacheEntry? known))
        {
            if (known.Irs == segment.Sequence)
            {
                Answer(known);
                return;
            }

            Remove(known);
        }

        bool isFull = _entries.Count >= Tcp.V_tcp_syncache_limit;
        if (Tcp.V_tcp_syncookies_only || (isFull && Tcp.V_tcp_syncookies))
        {
            AnswerWithCookie(queue, key, segment);
            return;
        }

        if (isFull)
        {
            Tcp.Statistics.SynCacheOverflows++;
            Remove(_byAge.First!.Value);
        }

        TcpOptions options = segment.Options;
        SynCacheEntry entry = new()
        {
            Key = key,
            Queue = queue,
            Iss = Tcp.InitialSequence.Next(key),
            Irs = segment.Sequence,
            PeerMss = options.Mss ?? Tcp.V_tcp_mssdflt,
            PeerScale = Tcp.V_tcp_do_rfc1323 ? options.WindowScale : null,
            SackPermitted = Tcp.V_tcp_do_sack && options.SackPermitted,
            UsesTimestamps = Tcp.V_tcp_do_rfc1323 && options.HasTimestamps,
            UsesEcn = Tcp.V_tcp_do_ecn > 0 && segment.Has(TcpFlags.Ece) && segment.Has(TcpFlags.Cwr),
            TsRecent = options.TsValue,
            Window = segment.Window,
        };
        entry.Node = _byAge.AddLast(entry);
        _entries.Add(key, entry);
        Tcp.Statistics.SynCacheAdded++;
        Answer(entry);
    }

    /// <summary>Makes a connection of a half-open one that a segment completes; none if it does not. (FreeBSD: <c>syncache_expand</c>.)</summary>
    internal SynCacheEntry? Complete(AcceptQueue queue, in TcpSegment segment)
    {
        ConnectionKey key = segment.Key;
        if (_entries.TryGetValue(key, out SynCacheEntry? entry))
        {
            if (segment.Acknowledgment != entry.Iss + 1 || segment.Sequence - entry.Irs - 1 > (uint)queue.Listener.ReceiveSpace)
            {
                return null;
            }

            Remove(entry);
            return entry;
        }

        if (!Tcp.V_tcp_syncookies || !SynCookie.TryRead(key, segment, out SynCookie cookie))
        {
            return null;
        }

        Tcp.Statistics.CookiesReceived++;
        return new SynCacheEntry
        {
            Key = key,
            Queue = queue,
            Iss = segment.Acknowledgment - 1,
            Irs = segment.Sequence - 1,
            PeerMss = cookie.Mss,
            PeerScale = cookie.WindowScale,
            SackPermitted = cookie.SackPermitted,
            UsesTimestamps = segment.Options.HasTimestamps,
            UsesEcn = false,
            TsRecent = segment.Options.TsValue,
            Window = segment.Window,
        };
    }

    /// <summary>The other end has changed its mind (RFC 9293, 3.10.7.4). (FreeBSD: <c>syncache_chkrst</c>.)</summary>
    internal void Reset(in TcpSegment segment)
    {
        if (_entries.TryGetValue(segment.Key, out SynCacheEntry? entry) && segment.Sequence == entry.Irs + 1)
        {
            Remove(entry);
        }
    }

    /// <summary>Forgets those of who does not listen any more.</summary>
    internal void RemoveAll(AcceptQueue queue)
    {
        foreach (SynCacheEntry entry in _byAge.Where(entry => entry.Queue == queue).ToArray())
        {
            Remove(entry);
        }
    }

    internal void Clear()
    {
        _entries.Clear();
        _byAge.Clear();
        Netisr.Current.Stop(_timer);
    }

    private void Remove(SynCacheEntry entry)
    {
        _entries.Remove(entry.Key);
        _byAge.Remove(entry.Node!);
    }

    private void Answer(SynCacheEntry entry)
    {
        entry.SentAt = Netisr.Current.Now;
        entry.Due = entry.SentAt + (TcpTime.FromMilliseconds(Tcp.V_tcp_rexmit_initial) << entry.Retransmissions);
        if (!_timer.IsPending || entry.Due < _timer.Due)
        {
            Netisr.Current.ResetAt(_timer, entry.Due);
        }

        TcpOptions options = new()
        {
            Mss = (ushort)Tcp.MssTo(entry.Key, entry.Queue.Listener.Fib),
            WindowScale = entry.PeerScale is null ? null : Tcp.WindowScale(),
            SackPermitted = entry.SackPermitted,
            HasTimestamps = entry.UsesTimestamps,
            TsValue = Tcpcb.TimestampAt(entry.SentAt, entry.Key),
            TsEcho = entry.TsRecent,
        };
        Send(entry.Queue, entry.Key, entry.Iss, entry.Irs, entry.UsesEcn ? TcpFlags.Ece : TcpFlags.None, options);
    }

    private static void AnswerWithCookie(AcceptQueue queue, in ConnectionKey key, in TcpSegment segment)
    {
        Tcp.Statistics.CookiesSent++;
        bool scales = Tcp.V_tcp_do_rfc1323 && segment.Options.WindowScale is not null;
        TcpOptions options = new()
        {
            Mss = (ushort)Tcp.MssTo(key, queue.Listener.Fib),
            WindowScale = scales ? Tcp.WindowScale() : null,
            SackPermitted = Tcp.V_tcp_do_sack && segment.Options.SackPermitted,
            HasTimestamps = Tcp.V_tcp_do_rfc1323 && segment.Options.HasTimestamps,
            TsValue = Tcpcb.TimestampAt(Netisr.Current.Now, key),
            TsEcho = segment.Options.TsValue,
        };
        Send(queue, key, SynCookie.Write(key, segment, Netisr.Current.Now), segment.Sequence, TcpFlags.None, options);
    }

    private static void Send(AcceptQueue queue, in ConnectionKey key, uint iss, uint irs, TcpFlags more, in TcpOptions options) =>
        Tcp.Send(
            Netisr.Current,
            key,
            queue.Listener.Fib,
            new TcpFields
            {
                Sequence = iss,
                Acknowledgment = irs + 1,
                Flags = TcpFlags.Syn | TcpFlags.Ack | more,
                Window = queue.FirstWindow,
            },
            options);

    private void OnTimer()
    {
        long now = Netisr.Current.Now;
        long next = long.MaxValue;
        LinkedListNode<SynCacheEntry>? node = _byAge.First;
        while (node is not null)
        {
            SynCacheEntry entry = node.Value;
            node = node.Next;
            if (entry.Due <= now && entry.Retransmissions >= Tcp.V_tcp_syncache_rexmtlimit)
            {
                Tcp.Statistics.EmbryonicDrops++;
                Remove(entry);
                continue;
            }

            if (entry.Due <= now)
            {
                entry.Retransmissions++;
                Tcp.Statistics.Retransmitted++;
                Answer(entry);
            }

            next = Math.Min(next, entry.Due);
        }

        if (next != long.MaxValue)
        {
            Netisr.Current.ResetAt(_timer, next);
        }
    }
}
