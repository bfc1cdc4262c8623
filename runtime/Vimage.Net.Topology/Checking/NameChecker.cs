using System.Diagnostics.CodeAnalysis;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>Names: that they are some, that each is of one thing, that what they name is there; and names for what has none.</summary>
internal sealed class NameChecker(TopologyDraft draft, Problems problems)
{
    private const int InterfaceNameCharacters = 15;

    private readonly Dictionary<string, int> _nodes = [];
    private readonly Dictionary<string, LinkDraft> _links = [];

    internal void Check()
    {
        ThrowIfTooMany(draft.Nodes.Count, TopologyLimits.Nodes, "nodes", draft.Nodes.ElementAtOrDefault(TopologyLimits.Nodes)?.At);
        ThrowIfTooMany(draft.Links.Count, TopologyLimits.Links, "links", draft.Links.ElementAtOrDefault(TopologyLimits.Links)?.At);
        CheckName(draft.Name, draft.NameAt, "a topology");
        if (draft.Nodes.Count == 0)
        {
            problems.Add(default, "There are no nodes. Name some: 'nodes: { a: {}, b: {} }'.");
        }

        for (int i = 0; i < draft.Nodes.Count; i++)
        {
            AddNode(i);
        }

        draft.Links.ForEach(CheckEnds);
        NameLinks();
        new InterfaceNames(draft, problems).Assign();
    }

    /// <summary>Returns the number of a node that is known to be there.</summary>
    internal int IndexOf(string node) => _nodes[node];

    /// <summary>Returns the draft of a node that is known to be there.</summary>
    internal NodeDraft Node(string name) => draft.Nodes[_nodes[name]];

    /// <summary>Finds a node's name, or says that there is none.</summary>
    internal bool FindNode(string name, Place at, string what)
    {
        bool isFound = _nodes.ContainsKey(name);
        if (!isFound)
        {
            problems.Add(at, $"{what} names node '{name}', which is not there.{Suggestion.For(name, _nodes.Keys)} Add it to the nodes, or correct the name.");
        }

        return isFound;
    }

    /// <summary>Finds a link, or says that there is none.</summary>
    internal bool FindLink(string? name, Place at, [NotNullWhen(true)] out LinkDraft? link)
    {
        link = null;
        bool isFound = name is not null && _links.TryGetValue(name, out link);
        if (!isFound)
        {
            problems.Add(
                at,
                $"The schedule names link '{name}', which is not there.{Suggestion.For(name ?? "", _links.Keys)} Links without a name are called after their nodes, 'a-b'.");
        }

        return isFound;
    }

    internal static bool IsInterfaceName(string name) =>
        name.Length is > 0 and <= InterfaceNameCharacters && name != "lo0" && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private void ThrowIfTooMany(int count, int limit, string what, Place? at)
    {
        if (count > limit)
        {
            problems.Add(at ?? default, $"There are {count} {what}; {limit} is the most. Divide the topology into several.");
            problems.ThrowIfAny();
        }
    }

    private void AddNode(int index)
    {
        NodeDraft node = draft.Nodes[index];
        CheckName(node.Name, node.At, "a node");
        if (!_nodes.TryAdd(node.Name, index))
        {
            problems.Add(node.At, $"There is a node '{node.Name}' already{draft.Nodes[_nodes[node.Name]].At}. Give one of the two another name.");
        }
    }

    private void CheckEnds(LinkDraft link)
    {
        bool isFound = true;
        foreach (EndDraft end in (EndDraft[])[link.A, link.B])
        {
            isFound &= FindNode(end.Node, end.At, $"Link '{link.Label}'");
            if (end.Interface is { } name && !IsInterfaceName(name))
            {
                problems.Add(
                    end.At,
                    $"'{name}' can't name an interface. Use 1 to {InterfaceNameCharacters} letters, digits, '-', '_' and '.', and not 'lo0', which each node has.");
            }
        }

        if (isFound && link.A.Node == link.B.Node)
        {
            problems.Add(link.B.At, $"Link '{link.Label}' leads from node '{link.A.Node}' to itself. A link joins two nodes.");
        }
    }

    // Names that were given come first, so that none that is made takes one.
    private void NameLinks()
    {
        foreach (LinkDraft link in draft.Links.Where(static link => link.Name is not null))
        {
            CheckName(link.Name!, link.NameAt, "a link");
            if (!_links.TryAdd(link.Name!, link))
            {
                problems.Add(link.NameAt, $"There is a link '{link.Name}' already{_links[link.Name!].NameAt}. Give one of the two another name.");
            }
        }

        Dictionary<string, int> parallel = [];
        foreach (LinkDraft link in draft.Links.Where(static link => link.Name is null))
        {
            string name = link.Label;
            while (!_links.TryAdd(name, link))
            {
                int number = parallel[link.Label] = parallel.GetValueOrDefault(link.Label, 1) + 1;
                name = $"{link.Label}-{number}";
            }

            link.Name = name;
        }
    }

    private void CheckName(string name, Place at, string what)
    {
        if (name.Length is 0 or > TopologyLimits.NameCharacters || !name.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_'))
        {
            problems.Add(at, $"'{name}' can't name {what}. Use 1 to {TopologyLimits.NameCharacters} letters, digits, '-' and '_'.");
        }
    }
}
