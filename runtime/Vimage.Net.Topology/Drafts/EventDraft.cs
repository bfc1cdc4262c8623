namespace Vimage.Net.Topology.Drafts;

/// <summary>An event as it was written.</summary>
/// <param name="event">The event.</param>
/// <param name="at">Where it was written.</param>
internal sealed class EventDraft(TopologyEvent @event, Place at)
{
    internal TopologyEvent Event { get; set; } = @event;

    internal Place At { get; } = at;

    /// <summary>Gets where the name of its link was.</summary>
    internal Place NameAt { get; init; } = at;

    /// <summary>Gets the nodes that it names, each with its group's number.</summary>
    internal IReadOnlyList<(Located<string> Node, int Group)> Members { get; init; } = [];

    /// <summary>Gets what makes the event of its link, where that says what the event leaves open.</summary>
    internal Func<LinkDraft, TopologyEvent>? Complete { get; init; }
}
