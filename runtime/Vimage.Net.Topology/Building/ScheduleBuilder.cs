using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology;

/// <summary>Describes what happens at a time.</summary>
public sealed class ScheduleBuilder
{
    private readonly TopologyDraft _draft;
    private readonly TimeSpan _time;

    internal ScheduleBuilder(TopologyDraft draft, TimeSpan time) => (_draft, _time) = (draft, time);

    /// <summary>Cuts a link: it loses everything, and nobody is told.</summary>
    /// <param name="link">The link's name.</param>
    /// <returns>This.</returns>
    public ScheduleBuilder Cut(string link) => Add(new CutEvent(_time, link));

    /// <summary>Mends a link that was cut.</summary>
    /// <param name="link">The link's name.</param>
    /// <returns>This.</returns>
    public ScheduleBuilder Mend(string link) => Add(new MendEvent(_time, link));

    /// <summary>Lets a link behave otherwise, both ways.</summary>
    /// <param name="link">The link's name.</param>
    /// <param name="properties">How; <see langword="null"/> for a perfect link.</param>
    /// <returns>This.</returns>
    public ScheduleBuilder Change(string link, LinkProperties? properties) => Add(new ChangeEvent(_time, link, properties, properties));

    /// <summary>Divides the network: links between nodes of different groups lose everything.</summary>
    /// <param name="groups">The names of each group's nodes. Nodes that are in none are a group too.</param>
    /// <returns>This.</returns>
    public ScheduleBuilder Partition(params IReadOnlyList<string>[] groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _draft.Schedule.Add(new EventDraft(new PartitionEvent(_time, groups), default)
        {
            Members = [.. groups.SelectMany(static (group, number) => group.Select(node => (new Located<string>(node, default), number)))],
        });
        return this;
    }

    /// <summary>Ends a division.</summary>
    /// <returns>This.</returns>
    public ScheduleBuilder Heal() => Add(new HealEvent(_time));

    private ScheduleBuilder Add(TopologyEvent @event)
    {
        _draft.Schedule.Add(new EventDraft(@event, default));
        return this;
    }
}
