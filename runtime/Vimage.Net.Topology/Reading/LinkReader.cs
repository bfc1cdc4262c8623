using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Reading;

/// <summary>Reads a link: <c>[a, b]</c>, or <c>{ between: [a, b], delay: 20ms }</c>.</summary>
internal sealed class LinkReader(Profiles profiles, Problems problems)
{
    private static readonly string[] s_keys = ["between", "name", "mtu", .. ConditionsReader.Keys, "back"];

    internal LinkDraft? Read(YamlItem item)
    {
        if (item is YamlItem.List)
        {
            return ReadEnds(item, item.At);
        }

        if (Section.Of(item, "a link", problems, s_keys) is not { } section)
        {
            return null;
        }

        if (section.Find("between") is not { } between)
        {
            problems.Add(item.At, "The link does not say which nodes it joins. Add 'between: [a, b]'.");
            return null;
        }

        if (ReadEnds(between, item.At) is not { } link)
        {
            return null;
        }

        if (section.Text("name") is { } name)
        {
            (link.Name, link.NameAt) = (name.Value, name.At);
        }

        if (section.Read<int>("mtu", Units.TryReadMtu, Units.MtuForm) is { } mtu)
        {
            (link.Mtu, link.MtuAt) = (mtu.Value, mtu.At);
        }

        (link.Forward, link.Backward) = new ConditionsReader(profiles, problems).ReadBoth(section);
        return link;
    }

    private LinkDraft? ReadEnds(YamlItem item, Place at)
    {
        if (item is not YamlItem.List { Items: [YamlItem first, YamlItem second] })
        {
            problems.Add(item.At, $"A link is between two nodes, [a, b], and here is {(item is YamlItem.List list ? $"a list of {list.Items.Count}" : item.What)}.");
            return null;
        }

        EndDraft? a = ReadEnd(first);
        EndDraft? b = ReadEnd(second);
        return a is null || b is null ? null : new LinkDraft(a, b, at);
    }

    private EndDraft? ReadEnd(YamlItem item)
    {
        if (item is YamlItem.Text { IsNothing: false } text)
        {
            return ReadName(text);
        }

        if (Section.Of(item, "an end of a link", problems, "node", "addresses") is not { } section)
        {
            return null;
        }

        if (section.Text("node") is not { } name)
        {
            problems.Add(item.At, "The end of the link does not say of which node it is. Add 'node: a'.");
            return null;
        }

        EndDraft end = ReadName(name);
        foreach (YamlItem address in section.List("addresses"))
        {
            if (AddressReader.Read(address, problems) is { } read)
            {
                end.Addresses.Add(read);
            }
        }

        return end;
    }

    private static EndDraft ReadName(YamlItem.Text text)
    {
        string[] parts = text.Value.Split(':', 2);
        return new EndDraft(parts[0], parts.ElementAtOrDefault(1), text.At);
    }
}
