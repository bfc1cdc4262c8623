namespace Vimage.Net;

/// <summary>
/// A group that is heard on an interface, what is still to be said of that, and what was asked (RFC 3376, 5). (FreeBSD:
/// <c>struct in_multi</c>.)
/// </summary>
internal sealed class MulticastGroup(InAddress address)
{
    /// <summary>What is asked for at most, before the answer is of the whole group: about as much as one query has room for.</summary>
    private const int MaxAsked = 366;

    // How often each change of a source is still to be said.
    private readonly Dictionary<InAddress, int> _sourceChanges = [];
    private readonly HashSet<InAddress> _asked = [];
    private int _modeChanges;

    internal InAddress Address { get; } = address;

    internal List<Membership> Members { get; } = [];

    /// <summary>Gets what its members' filters are together.</summary>
    internal SourceFilter Filter { get; private set; } = new(isExclude: false);

    /// <summary>Gets or sets how often it is still to be said to routers that know of no sources that it is joined, or was left.</summary>
    internal int PresenceChanges { get; set; }

    internal bool HasChanges => _modeChanges > 0 || _sourceChanges.Count > 0;

    /// <summary>Gets or sets when a question for this group is answered, in nanoseconds of the domain.</summary>
    internal long ResponseDue { get; set; } = long.MaxValue;

    /// <summary>Takes a new filter, and notes what is to be said of it.</summary>
    internal void Change(SourceFilter next, int repetitions)
    {
        SourceFilter before = Filter;
        Filter = next;
        PresenceChanges = before.IsNone != next.IsNone ? repetitions : PresenceChanges;
        if (before.IsExclude != next.IsExclude)
        {
            // The record of that has all sources.
            _modeChanges = repetitions;
            _sourceChanges.Clear();
            return;
        }

        foreach (InAddress added in next.Sources)
        {
            if (!before.Sources.Contains(added))
            {
                _sourceChanges[added] = repetitions;
            }
        }

        foreach (InAddress removed in before.Sources)
        {
            if (!next.Sources.Contains(removed))
            {
                _sourceChanges[removed] = repetitions;
            }
        }
    }

    /// <summary>Notes that all is to be said again: to a link that has not heard it.</summary>
    internal void Restart(int repetitions)
    {
        Settle();
        PresenceChanges = repetitions;
        _modeChanges = Filter.IsExclude ? repetitions : 0;
        foreach (InAddress source in Filter.IsExclude ? [] : Filter.Sources)
        {
            _sourceChanges[source] = repetitions;
        }
    }

    /// <summary>Notes that there is nothing to be said any more, and nothing to be answered.</summary>
    internal void Settle()
    {
        _modeChanges = 0;
        _sourceChanges.Clear();
        PresenceChanges = 0;
        ForgetQuery();
    }

    /// <summary>Writes the records of what has changed, which is then said once less.</summary>
    internal void WriteChanges(MulticastLink link)
    {
        if (_modeChanges > 0)
        {
            _modeChanges--;
            link.AddRecord(Filter.IsExclude ? RecordType.ChangeToExclude : RecordType.ChangeToInclude, Address, [.. Filter.Sources]);
        }
        else
        {
            WriteSources(link, RecordType.AllowNewSources, isWanted: true);
            WriteSources(link, RecordType.BlockOldSources, isWanted: false);
        }

        foreach ((InAddress source, int left) in _sourceChanges)
        {
            // Neither of both disturbs the enumeration of a dictionary.
            if (left == 1)
            {
                _sourceChanges.Remove(source);
            }
            else
            {
                _sourceChanges[source] = left - 1;
            }
        }
    }

    /// <summary>Notes that it was asked for the group, or for some of its sources, to be answered at a time.</summary>
    internal void Ask(HashSet<InAddress> sources, long due)
    {
        bool isPending = ResponseDue != long.MaxValue;
        bool isOfGroup = sources.Count == 0 || (isPending && _asked.Count == 0);
        _asked.UnionWith(sources);
        if (isOfGroup || _asked.Count > MaxAsked)
        {
            _asked.Clear();
        }

        ResponseDue = Math.Min(ResponseDue, due);
    }

    /// <summary>Writes the answer (RFC 3376, 5.2), if there is one.</summary>
    internal void WriteResponse(MulticastLink link)
    {
        if (_asked.Count == 0)
        {
            WriteState(link);
        }
        else
        {
            List<InAddress> heard = [.. _asked.Where(Filter.Wants)];
            if (heard.Count > 0)
            {
                link.AddRecord(RecordType.ModeIsInclude, Address, heard);
            }
        }

        ForgetQuery();
    }

    internal void WriteState(MulticastLink link)
    {
        if (!Filter.IsNone)
        {
            link.AddRecord(Filter.IsExclude ? RecordType.ModeIsExclude : RecordType.ModeIsInclude, Address, [.. Filter.Sources]);
        }
    }

    internal void ForgetQuery()
    {
        ResponseDue = long.MaxValue;
        _asked.Clear();
    }

    private void WriteSources(MulticastLink link, RecordType type, bool isWanted)
    {
        List<InAddress> sources = [.. _sourceChanges.Keys.Where(source => Filter.Wants(source) == isWanted)];
        if (sources.Count > 0)
        {
            link.AddRecord(type, Address, sources);
        }
    }
}
