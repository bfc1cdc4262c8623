using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>Events: that they are at a time, and that what they name is there.</summary>
internal static class ScheduleChecker
{
    internal static void Check(TopologyDraft draft, NameChecker names, Problems problems)
    {
        if (draft.Schedule.Count > TopologyLimits.Events)
        {
            problems.Add(draft.Schedule[TopologyLimits.Events].At, $"There are {draft.Schedule.Count} events; {TopologyLimits.Events} is the most. Steer the topology by calls instead.");
            return;
        }

        foreach (EventDraft each in draft.Schedule)
        {
            if (each.Event.At < TimeSpan.Zero || each.Event.At > TopologyLimits.ScheduleTime)
            {
                problems.Add(each.At, $"An event can't be at {each.Event.At}. It is after the start, and within {TopologyLimits.ScheduleTime.Days} days.");
            }

            CheckNames(each, names, problems);
        }
    }

    private static void CheckNames(EventDraft draft, NameChecker names, Problems problems)
    {
        switch (draft.Event)
        {
            case CutEvent { Link: var link }:
                names.FindLink(link, draft.NameAt, out _);
                break;
            case MendEvent { Link: var link }:
                names.FindLink(link, draft.NameAt, out _);
                break;
            case ChangeEvent { Link: var link }:
                if (names.FindLink(link, draft.NameAt, out LinkDraft? changed) && draft.Complete is { } complete)
                {
                    draft.Event = complete(changed);
                }

                break;
            case PartitionEvent:
                CheckGroups(draft, names, problems);
                break;
        }
    }

    private static void CheckGroups(EventDraft draft, NameChecker names, Problems problems)
    {
        Dictionary<string, int> groups = [];
        foreach ((Located<string> node, int group) in draft.Members)
        {
            if (names.FindNode(node.Value, node.At, "The partition") && !groups.TryAdd(node.Value, group))
            {
                problems.Add(node.At, $"Node '{node.Value}' is in two places of the partition. Name it once: it can't be on both sides.");
            }
        }
    }
}
