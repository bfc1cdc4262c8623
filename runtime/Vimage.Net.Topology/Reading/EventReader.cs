using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Reading;

/// <summary>Reads an event: <c>{ at: 10s, cut: r1-r2 }</c>.</summary>
internal sealed class EventReader(Profiles profiles, Problems problems)
{
    private static readonly string[] s_what = ["cut", "mend", "change", "partition", "heal"];
    private static readonly string[] s_keys = ["at", .. s_what, .. ConditionsReader.Keys, "back"];

    internal EventDraft? Read(YamlItem item)
    {
        if (Section.Of(item, "an event", problems, s_keys) is not { } section)
        {
            return null;
        }

        if (!section.Has("at"))
        {
            problems.Add(item.At, "The event does not say when. Add 'at: 10s'.");
            return null;
        }

        string[] what = [.. s_what.Where(section.Has)];
        if (what.Length != 1)
        {
            problems.Add(item.At, $"An event is one thing that happens, and here {(what.Length == 0 ? "is none" : $"are {string.Join(" and ", what)}")}. Say one of {string.Join(", ", s_what)}.");
            return null;
        }

        if (what[0] != "change" && ConditionsReader.Keys.Append("back").FirstOrDefault(section.Has) is { } needless)
        {
            problems.Add(section.Find(needless)!.At, $"'{needless}' says how a link behaves, and '{what[0]}' changes nothing of that. Say 'change' of the link, or leave it out.");
            return null;
        }

        return section.Read<TimeSpan>("at", Units.TryReadScheduleTime, Units.TimeForm) is { } at ? Read(section, what[0], at.Value, item.At) : null;
    }

    private EventDraft? Read(Section section, string what, TimeSpan at, Place place)
    {
        switch (what)
        {
            case "partition":
                return ReadPartition(section.List(what), at, place);
            case "heal":
                return new EventDraft(new HealEvent(at), place);
        }

        if (section.Text(what) is not { } link)
        {
            return null;
        }

        return what switch
        {
            "cut" => new EventDraft(new CutEvent(at, link.Value), place) { NameAt = link.At },
            "mend" => new EventDraft(new MendEvent(at, link.Value), place) { NameAt = link.At },
            _ => new EventDraft(new ChangeEvent(at, link.Value, null, null), place)
            {
                NameAt = link.At,
                Complete = changed => ReadChange(section, at, changed),
            },
        };
    }

    // What is not said of it is as the link's own lines say.
    private ChangeEvent ReadChange(Section section, TimeSpan at, LinkDraft link)
    {
        (LinkProperties? forward, LinkProperties? backward) = new ConditionsReader(profiles, problems).ReadBoth(section, link.Forward, link.Backward);
        return new ChangeEvent(at, link.Name!, forward, backward);
    }

    private EventDraft ReadPartition(IReadOnlyList<YamlItem> groups, TimeSpan at, Place place)
    {
        List<IReadOnlyList<string>> names = [];
        List<(Located<string> Node, int Group)> members = [];
        foreach (YamlItem group in groups)
        {
            // A node alone may stand for a group of one.
            IReadOnlyList<YamlItem> items = group is YamlItem.List list ? list.Items : [group];
            foreach (YamlItem item in items)
            {
                if (item is YamlItem.Text { IsNothing: false } text)
                {
                    members.Add((new Located<string>(text.Value, text.At), names.Count));
                }
                else
                {
                    problems.Add(item.At, $"A group of a partition is a list of nodes, [[a, b], [c]], and here is {item.What} in it.");
                }
            }

            names.Add([.. members.Where(each => each.Group == names.Count).Select(static each => each.Node.Value)]);
        }

        if (names.Count == 0)
        {
            problems.Add(place, "The partition names no nodes. Say which are cut off from all others, 'partition: [[a, b]]'.");
        }

        return new EventDraft(new PartitionEvent(at, names), place) { Members = members };
    }
}
