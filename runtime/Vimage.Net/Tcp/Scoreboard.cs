namespace Vimage.Net;

/// <summary>
/// What is under way to the other end, what of it has arrived, and what seems lost: selective acknowledgments (RFC 2018, 6675) and
/// detection of losses by time (RACK, RFC 8985). Times are in nanoseconds.
/// </summary>
internal sealed class Scoreboard
{
    // RFC 8985, 6.2 step 4: three segments that came later are as good as time.
    private const int DuplicateThreshold = 3;

    // RFC 8985, 6.2 step 4: how many recoveries a wider window for reordering lasts.
    private const int ReorderPersistence = 16;

    private readonly SendMap _map = new();
    private int _sackedSegments;
    private int _emulated;

    // RACK.xmit_ts, RACK.end_seq, RACK.rtt, RACK.fack.
    private long _sentAt;
    private uint _end;
    private long _rtt;
    private uint _forward;
    private bool _hasReordering;
    private int _reorderMultiplier = 1;
    private int _reorderPersistence;

    // The shortest time that a segment and its acknowledgment have taken.
    private long _minRoundTrip = long.MaxValue;

    /// <summary>Gets the bytes that were acknowledged selectively.</summary>
    internal int Sacked { get; private set; }

    /// <summary>Gets the bytes that seem lost.</summary>
    internal int Lost { get; private set; }

    /// <summary>Gets the bytes of those that were sent again and may arrive.</summary>
    internal int Retransmitting { get; private set; }

    /// <summary>Gets the bytes that are not acknowledged.</summary>
    internal int Outstanding { get; private set; }

    /// <summary>Gets the bytes that are thought to be in the network (RFC 6675: <c>pipe</c>).</summary>
    internal int Pipe => Math.Max(0, Outstanding - Sacked - Lost + Retransmitting - _emulated);

    /// <summary>Gets the number of segments that are not acknowledged.</summary>
    internal int Count => _map.Count;

    /// <summary>Gets the time that the last segment took which was not sent again; 0 if the last acknowledgment had none.</summary>
    internal long Sample { get; private set; }

    internal ref SentSegment this[int index] => ref _map[index];

    internal void Sent(uint start, uint end, long now)
    {
        _map.Append(new SentSegment { Start = start, End = end, SentAt = now });
        Outstanding += (int)(end - start);
    }

    /// <summary>Takes everything before a sequence number as arrived.</summary>
    /// <returns>How many bytes of it were not known to have arrived.</returns>
    internal int Acknowledge(uint acknowledgment, long now)
    {
        int delivered = 0;
        Sample = 0;
        while (_map.Count > 0 && SequenceNumber.IsBefore(_map[0].Start, acknowledgment))
        {
            if (SequenceNumber.IsBefore(acknowledgment, _map[0].End))
            {
                _map.Split(0, acknowledgment);
                _sackedSegments += _map[0].IsSacked ? 1 : 0;
            }

            ref SentSegment first = ref _map[0];
            if (first.IsSacked)
            {
                Sacked -= first.Length;
                _sackedSegments--;
            }
            else
            {
                delivered += first.Length;
                Unmark(ref first);
                Arrived(first, now);
            }

            Outstanding -= first.Length;
            _map.RemoveFirst();
        }

        return delivered;
    }

    /// <summary>Takes stretches as arrived that an acknowledgment names.</summary>
    /// <returns>How many bytes of them were not known to have arrived.</returns>
    internal int Acknowledge(in TcpOptions options, uint first, uint next, long now)
    {
        int delivered = 0;
        for (int i = 0; i < options.SackCount; i++)
        {
            SackBlock block = options.Sacks[i];
            if (!SequenceNumber.IsBefore(block.Start, block.End))
            {
                continue;
            }

            if (SequenceNumber.IsBeforeOrAt(block.End, first))
            {
                // RFC 2883: the first one may name what has come twice.
                OnDuplicate(i);
            }
            else if (SequenceNumber.IsBeforeOrAt(block.End, next) && !SequenceNumber.IsBefore(block.Start, first))
            {
                delivered += Acknowledge(block, now);
            }
        }

        return delivered;
    }

    /// <summary>Looks for segments that must have arrived by now if they ever will (RFC 8985, 6.2 step 5).</summary>
    /// <returns>After how long to look again; 0 for not at all.</returns>
    internal long DetectLosses(long now, long smoothed, bool isRecovering)
    {
        if (Sacked == 0 && Retransmitting == 0 && Lost == 0)
        {
            return 0;
        }

        long window = ReorderWindow(smoothed, isRecovering);
        long next = 0;
        for (int i = 0; i < _map.Count; i++)
        {
            ref SentSegment segment = ref _map[i];
            if (segment.IsSacked || (segment.IsLost && !segment.IsRetransmitting) || !WasSentBeforeArrived(segment))
            {
                continue;
            }

            long left = segment.SentAt + _rtt + window - now;
            if (left <= 0)
            {
                MarkLost(ref segment);
            }
            else
            {
                next = Math.Max(next, left);
            }
        }

        return next;
    }

    /// <summary>Takes the first segment as lost, where nothing tells of those behind it (RFC 6582).</summary>
    internal void LoseFirst()
    {
        if (_map.Count > 0)
        {
            MarkLost(ref _map[0]);
        }
    }

    /// <summary>Takes those as lost that no link of the path takes whole.</summary>
    internal void LoseLongerThan(int bytes)
    {
        for (int i = 0; i < _map.Count; i++)
        {
            if (!_map[i].IsSacked && _map[i].Length > bytes)
            {
                MarkLost(ref _map[i]);
            }
        }
    }

    /// <summary>
    /// Takes all as lost that is not known to have arrived. Where even the first is known to have, whoever said so has thrown it away
    /// again (RFC 2018, 8), and nothing of that is believed.
    /// </summary>
    internal void LoseAll()
    {
        bool isReneging = _map.Count > 0 && _map[0].IsSacked;
        for (int i = 0; i < _map.Count; i++)
        {
            ref SentSegment segment = ref _map[i];
            if (isReneging && segment.IsSacked)
            {
                segment.IsSacked = false;
                Sacked -= segment.Length;
                _sackedSegments--;
            }

            if (!segment.IsSacked)
            {
                MarkLost(ref segment);
            }
        }

        _emulated = 0;
    }

    /// <summary>Returns the first segment that is lost and not sent again, or -1.</summary>
    internal int FindLost()
    {
        if (Lost > Retransmitting)
        {
            for (int i = 0; i < _map.Count; i++)
            {
                if (_map[i].IsLost && !_map[i].IsRetransmitting)
                {
                    return i;
                }
            }
        }

        return -1;
    }

    /// <summary>Notes that a segment was sent again; of one that is longer than what was sent, the rest stays as it is.</summary>
    internal void Resent(int index, uint end, long now)
    {
        if (end != _map[index].End)
        {
            _sackedSegments += _map[index].IsSacked ? 1 : 0;
            _map.Split(index, end);
        }

        ref SentSegment segment = ref _map[index];
        segment.SentAt = now;
        segment.WasRetransmitted = true;
        if (segment.IsLost && !segment.IsRetransmitting)
        {
            segment.IsRetransmitting = true;
            Retransmitting += segment.Length;
        }
    }

    /// <summary>Without selective acknowledgments each repeated one says that some segment has arrived.</summary>
    internal void EmulateSack(int bytes) => _emulated = Math.Min(_emulated + bytes, Math.Max(0, Outstanding - Lost));

    internal void EndEmulation() => _emulated = 0;

    /// <summary>A recovery has ended: what is known of reordering fades.</summary>
    internal void EndRecovery()
    {
        if (_reorderPersistence > 0 && --_reorderPersistence == 0)
        {
            _reorderMultiplier = 1;
        }
    }

    internal void Clear()
    {
        _map.Clear();
        Sacked = Lost = Retransmitting = Outstanding = _sackedSegments = _emulated = 0;
    }

    private int Acknowledge(SackBlock block, long now)
    {
        int delivered = 0;
        for (int i = 0; i < _map.Count && SequenceNumber.IsBefore(_map[i].Start, block.End); i++)
        {
            if (_map[i].IsSacked || SequenceNumber.IsBeforeOrAt(_map[i].End, block.Start))
            {
                continue;
            }

            if (SequenceNumber.IsBefore(_map[i].Start, block.Start))
            {
                _map.Split(i, block.Start);
                continue;
            }

            if (SequenceNumber.IsBefore(block.End, _map[i].End))
            {
                _map.Split(i, block.End);
            }

            ref SentSegment segment = ref _map[i];
            Unmark(ref segment);
            segment.IsSacked = true;
            Sacked += segment.Length;
            _sackedSegments++;
            delivered += segment.Length;
            Arrived(segment, now);
        }

        return delivered;
    }

    // RFC 8985, 6.2 steps 1 to 3.
    private void Arrived(in SentSegment segment, long now)
    {
        long took = now - segment.SentAt;
        if (segment.WasRetransmitted)
        {
            // Sooner than anything ever: it is the first one that has arrived after all.
            if (took < _minRoundTrip)
            {
                return;
            }
        }
        else
        {
            Sample = took;
            _minRoundTrip = Math.Min(_minRoundTrip, took);
            if (_sentAt != 0 && SequenceNumber.IsBefore(segment.End, _forward))
            {
                _hasReordering = true;
            }
        }

        if (_sentAt == 0 || SequenceNumber.IsBefore(_forward, segment.End))
        {
            _forward = segment.End;
        }

        _rtt = took;
        if (segment.SentAt > _sentAt || (segment.SentAt == _sentAt && SequenceNumber.IsBefore(_end, segment.End)))
        {
            _sentAt = segment.SentAt;
            _end = segment.End;
        }
    }

    private bool WasSentBeforeArrived(in SentSegment segment) =>
        segment.SentAt < _sentAt || (segment.SentAt == _sentAt && SequenceNumber.IsBefore(segment.End, _end));

    // RFC 8985, 6.2 step 4.
    private long ReorderWindow(long smoothed, bool isRecovering)
    {
        if (!_hasReordering && (isRecovering || _sackedSegments >= DuplicateThreshold))
        {
            return 0;
        }

        long quarter = _minRoundTrip == long.MaxValue ? 0 : _minRoundTrip / 4;
        return Math.Min(quarter * _reorderMultiplier, smoothed);
    }

    private void OnDuplicate(int position)
    {
        if (position == 0)
        {
            _reorderMultiplier++;
            _reorderPersistence = ReorderPersistence;
        }
    }

    private void MarkLost(ref SentSegment segment)
    {
        if (segment.IsRetransmitting)
        {
            segment.IsRetransmitting = false;
            Retransmitting -= segment.Length;
        }

        if (!segment.IsLost)
        {
            segment.IsLost = true;
            Lost += segment.Length;
        }
    }

    private void Unmark(ref SentSegment segment)
    {
        if (segment.IsRetransmitting)
        {
            segment.IsRetransmitting = false;
            Retransmitting -= segment.Length;
        }

        if (segment.IsLost)
        {
            segment.IsLost = false;
            Lost -= segment.Length;
        }
    }
}
