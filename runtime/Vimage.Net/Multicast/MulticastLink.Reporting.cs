namespace Vimage.Net;

/// <content>What is said when: changes at once and again, answers after a random time.</content>
internal abstract partial class MulticastLink
{
    private const int ReportHeader = 8;
    private const int RecordHeader = 4;
    private const long Never = long.MaxValue;
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>RFC 3376, 8.1 and 8.11; RFC 3810, 9.1 and 9.11: how often a change is said, and in how many milliseconds again.</summary>
    private const int DefaultRobustness = 2;
    private const int MaxRobustness = 7;
    private const int UnsolicitedReportInterval = 1000;

    /// <summary>RFC 3376, 8.2: how many milliseconds are between a router's questions.</summary>
    private const long QueryInterval = 125_000;

    private readonly Callout _timer;
    private Mbuf? _report;
    private int _records;
    private int _robustness = DefaultRobustness;
    private long _changesDue = Never;
    private long _generalDue = Never;
    private long _olderUntil;
    private int _older;

    /// <summary>Gets the version that the routers on the link speak.</summary>
    private int Version => Interface.Netisr.Now < _olderUntil ? _older : Newest;

    /// <summary>Says all again to a link that has not heard it: the interface was switched on, or has an address only now.</summary>
    internal void Restart()
    {
        foreach (MulticastGroup group in _groups.Values)
        {
            if (CanReport && IsReported(group.Address))
            {
                group.Restart(_robustness);
                ScheduleChanges(group);
            }
        }
    }

    /// <summary>Says nothing any more: the interface was switched off.</summary>
    internal void Stop()
    {
        Interface.Netisr.Stop(_timer);
        _changesDue = Never;
        _generalDue = Never;
        foreach (MulticastGroup group in _groups.Values)
        {
            group.Settle();

            // Removing does not disturb the enumeration of a dictionary.
            ForgetIfLeft(group);
        }
    }

    /// <summary>Hears a router's question (RFC 3376, 5.2).</summary>
    internal void OnQuery(in MulticastQuery query)
    {
        if (!CanReport)
        {
            return;
        }

        Hear(query);
        long due = Interface.Netisr.Now + RandomDelay(query.MaxDelay);
        if (_generalDue <= due)
        {
            // What will be said before says it all.
            return;
        }

        if (query.Group.IsAny && Version == Newest)
        {
            _generalDue = due;
        }
        else if (query.Group.IsAny)
        {
            AskEach(query);
        }
        else if (_groups.TryGetValue(query.Group, out MulticastGroup? group) && group.Members.Count > 0 && IsReported(query.Group))
        {
            group.Ask(query.Sources, due);
        }

        Arm();
    }

    /// <summary>Hears another member's report of an older version: one of them is enough (RFC 2236, 3; RFC 2710, 4).</summary>
    internal void OnOlderReport(InAddress group)
    {
        if (Version != Newest && _groups.TryGetValue(group, out MulticastGroup? found))
        {
            found.ForgetQuery();
        }
    }

    // RFC 3376, 7.2.1: what was going to be said is not said in another version.
    private void Hear(in MulticastQuery query)
    {
        int before = Version;
        if (query.Version < Newest)
        {
            _older = _olderUntil > Interface.Netisr.Now ? Math.Min(_older, query.Version) : query.Version;
            _olderUntil = Interface.Netisr.Now + (((_robustness * QueryInterval) + query.MaxDelay) * NanosecondsPerMillisecond);
        }
        else if (query.Robustness > 0)
        {
            _robustness = Math.Clamp(query.Robustness, DefaultRobustness, MaxRobustness);
        }

        if (Version != before)
        {
            Stop();
        }
    }

    private void OnTimer()
    {
        long now = Interface.Netisr.Now;
        if (_generalDue <= now)
        {
            _generalDue = Never;
            AnswerAll();
        }

        bool isForChanges = _changesDue <= now;
        _changesDue = isForChanges ? Never : _changesDue;
        foreach (MulticastGroup group in _groups.Values)
        {
            if (group.ResponseDue <= now)
            {
                Answer(group);
            }

            if (isForChanges && HasChanges(group))
            {
                SayChanges(group);
                ScheduleChanges(group);
            }
        }

        SendReport();
        Arm();
    }

    // Of an older version: each group has a report of its own, and a random time for it, in which another member's may be heard.
    private void AskEach(in MulticastQuery query)
    {
        foreach (MulticastGroup group in _groups.Values)
        {
            if (group.Members.Count > 0 && IsReported(group.Address))
            {
                group.Ask(query.Sources, Interface.Netisr.Now + RandomDelay(query.MaxDelay));
            }
        }
    }

    private void AnswerAll()
    {
        foreach (MulticastGroup group in _groups.Values)
        {
            if (group.Members.Count > 0 && IsReported(group.Address))
            {
                group.ForgetQuery();
                group.WriteState(this);
            }
        }

        SendReport();
    }

    private void Answer(MulticastGroup group)
    {
        int version = Version;
        if (version == Newest)
        {
            group.WriteResponse(this);
        }
        else
        {
            group.ForgetQuery();
            SendOlder(group.Address, version, isLeaving: false);
        }
    }

    private bool HasChanges(MulticastGroup group) => Version == Newest ? group.HasChanges : group.PresenceChanges > 0;

    private void SayChanges(MulticastGroup group)
    {
        int version = Version;
        if (version == Newest)
        {
            group.WriteChanges(this);
        }
        else if (group.PresenceChanges > 0)
        {
            bool isLeaving = group.Filter.IsNone;
            group.PresenceChanges = isLeaving ? 0 : group.PresenceChanges - 1;
            SendOlder(group.Address, version, isLeaving);
        }
    }

    private void ScheduleChanges(MulticastGroup group)
    {
        if (HasChanges(group))
        {
            _changesDue = Math.Min(_changesDue, Interface.Netisr.Now + RandomDelay(UnsolicitedReportInterval));
            Arm();
        }
        else
        {
            ForgetIfLeft(group);
        }
    }

    private long RandomDelay(long milliseconds)
    {
        const int Steps = 1 << 20;
        return milliseconds * NanosecondsPerMillisecond * Interface.Netisr.Random.Next(Steps) / Steps;
    }

    private void Arm()
    {
        long due = Math.Min(_changesDue, _generalDue);
        foreach (MulticastGroup group in _groups.Values)
        {
            due = Math.Min(due, group.ResponseDue);
        }

        if (due == Never)
        {
            Interface.Netisr.Stop(_timer);
        }
        else
        {
            Interface.Netisr.ResetAt(_timer, due);
        }
    }
}
