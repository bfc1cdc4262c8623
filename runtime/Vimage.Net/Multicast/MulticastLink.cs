using System.Buffers.Binary;
using System.Diagnostics;

namespace Vimage.Net;

/// <summary>
/// The groups of one family that are heard on an interface, and what routers on its link are told of them: what is the same of
/// IGMP (RFC 3376) and MLD (RFC 3810). (FreeBSD: <c>struct igmp_ifsoftc</c>, <c>struct mld_ifsoftc</c>.)
/// </summary>
internal abstract partial class MulticastLink
{
    private readonly Dictionary<InAddress, MulticastGroup> _groups = [];

    private protected MulticastLink(Ifnet @interface)
    {
        Interface = @interface;
        _timer = new Callout(static self => ((MulticastLink)self).OnTimer(), this);
    }

    internal Ifnet Interface { get; }

    /// <summary>Gets the number of the version that knows of sources.</summary>
    internal abstract int Newest { get; }

    /// <summary>Gets the bytes of an address in a report.</summary>
    private protected abstract int AddressSize { get; }

    /// <summary>Gets the bytes that a report may have, without the headers before it.</summary>
    private protected abstract int MaxReport { get; }

    /// <summary>Gets a value indicating whether anything can be said on the link now.</summary>
    private protected virtual bool CanReport =>
        Interface.IsUp && (Interface.Flags & (IfFlags.Multicast | IfFlags.Loopback)) == IfFlags.Multicast;

    /// <summary>Returns whether the group is heard.</summary>
    internal bool Contains(InAddress group) => _groups.TryGetValue(group, out MulticastGroup? found) && found.Members.Count > 0;

    /// <summary>Adds a member.</summary>
    /// <param name="added">The member.</param>
    /// <param name="isPrompt">The routers are told at once, and not after a random time in which others may join too.</param>
    /// <returns>Whether there was room for its sources.</returns>
    internal bool TryAdd(Membership added, bool isPrompt = true)
    {
        if (!_groups.TryGetValue(added.Group, out MulticastGroup? group))
        {
            _groups.Add(added.Group, group = new MulticastGroup(added.Group));
        }

        group.Members.Add(added);
        if (TryApply(group, isPrompt))
        {
            return true;
        }

        group.Members.Remove(added);
        return false;
    }

    /// <summary>Takes a member away.</summary>
    internal void Remove(Membership removed, bool isPrompt = true)
    {
        MulticastGroup group = _groups[removed.Group];
        group.Members.Remove(removed);

        // Less of what is wanted can be more of what is not, but no more than one of the others has.
        Apply(group, SourceFilter.Merge(group.Members), isPrompt);
    }

    /// <summary>Takes one of the stack's own members away.</summary>
    internal void RemoveOwn(InAddress group)
    {
        if (_groups.TryGetValue(group, out MulticastGroup? found) && found.Members.Find(static each => each.Owner is null) is { } own)
        {
            Remove(own, isPrompt: false);
        }
    }

    /// <summary>Makes of a group what its members want by now; <see langword="false"/> if that would be too many sources.</summary>
    internal bool TryApply(InAddress group) => TryApply(_groups[group], isPrompt: true);

    /// <summary>Ends all memberships: the interface leaves its vnet.</summary>
    internal void Clear()
    {
        Stop();
        foreach (MulticastGroup group in _groups.Values)
        {
            foreach (Membership member in group.Members)
            {
                member.Owner?.Forget(member);
            }
        }

        _groups.Clear();
        _olderUntil = 0;
        _robustness = DefaultRobustness;
    }

    /// <summary>Writes a record into the report that is made, which is sent when it is full.</summary>
    internal void AddRecord(RecordType type, InAddress group, List<InAddress> sources)
    {
        // RFC 3376, 4.2.16: whoever is not named in one of these is wanted, so that two of them would contradict each other.
        bool isCut = type is RecordType.ModeIsExclude or RecordType.ChangeToExclude;
        int written = 0;
        for (bool isDone = false; !isDone;)
        {
            int room = MaxReport - (_report?.Length ?? ReportHeader) - RecordHeader - AddressSize;
            int count = room < 0 ? -1 : Math.Min(room / AddressSize, sources.Count - written);
            if (_records > 0 && count < sources.Count - written)
            {
                SendReport();
                continue;
            }

            Debug.Assert(count >= 0, "An empty report has room for a record.");
            WriteRecord(type, group, sources.Slice(written, count));
            written += count;
            isDone = isCut || written == sources.Count;
        }
    }

    /// <summary>Writes an address as it is in a report.</summary>
    private protected abstract void WriteAddress(InAddress address, Span<byte> bytes);

    /// <summary>Returns whether routers are told of the group.</summary>
    private protected abstract bool IsReported(InAddress group);

    /// <summary>Sends a report of the newest version, of which the header is not written yet.</summary>
    private protected abstract void Send(Mbuf report, int records);

    /// <summary>Sends a report of an older version, or that the group is left.</summary>
    private protected abstract void SendOlder(InAddress group, int version, bool isLeaving);

    private bool TryApply(MulticastGroup group, bool isPrompt)
    {
        SourceFilter next = SourceFilter.Merge(group.Members);
        if (next.Sources.Count > Multicast.MaxSourcesOfGroup)
        {
            return false;
        }

        Apply(group, next, isPrompt);
        return true;
    }

    private void Apply(MulticastGroup group, SourceFilter next, bool isPrompt)
    {
        group.Change(next, _robustness);
        if (!CanReport || !IsReported(group.Address))
        {
            group.Settle();
            ForgetIfLeft(group);
            return;
        }

        if (isPrompt)
        {
            SayChanges(group);
            SendReport();
        }

        ScheduleChanges(group);
    }

    private void ForgetIfLeft(MulticastGroup group)
    {
        if (group.Members.Count == 0 && !HasChanges(group))
        {
            _groups.Remove(group.Address);
        }
    }

    private void WriteRecord(RecordType type, InAddress group, List<InAddress> sources)
    {
        _report ??= StartReport();
        Span<byte> record = _report.Append(RecordHeader + ((1 + sources.Count) * AddressSize));
        record[0] = (byte)type;
        record[1] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(record[2..], (ushort)sources.Count);
        WriteAddress(group, record[RecordHeader..]);
        for (int i = 0; i < sources.Count; i++)
        {
            WriteAddress(sources[i], record[(RecordHeader + ((1 + i) * AddressSize))..]);
        }

        _records++;
    }

    private Mbuf StartReport()
    {
        Mbuf report = Interface.Netisr.Pool.Get(MaxReport);
        report.Append(ReportHeader).Clear();
        return report;
    }

    private void SendReport()
    {
        if (_report is { } report)
        {
            (_report, int records, _records) = (null, _records, 0);
            Send(report, records);
        }
    }
}
