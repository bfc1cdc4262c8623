using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>Names of interfaces, of which a node has none twice; those that were not given are <c>eth0</c> and up, in the order of the links.</summary>
internal sealed class InterfaceNames(TopologyDraft draft, Problems problems)
{
    private readonly HashSet<(string Node, string Interface)> _taken = [];
    private readonly Dictionary<string, int> _next = [];
    private readonly Dictionary<string, int> _counts = [];

    internal void Assign()
    {
        EndDraft[] ends = [.. draft.Links.SelectMany(static link => (EndDraft[])[link.A, link.B])];
        foreach (EndDraft end in ends.Where(static end => end.Interface is not null))
        {
            if (!_taken.Add((end.Node, end.Interface!)))
            {
                problems.Add(end.At, $"Node '{end.Node}' has an interface '{end.Interface}' already. Give one of the two another name, or none.");
            }
        }

        foreach (EndDraft end in ends)
        {
            int count = _counts[end.Node] = _counts.GetValueOrDefault(end.Node) + 1;
            if (count == TopologyLimits.LinksOfNode + 1)
            {
                problems.Add(end.At, $"Node '{end.Node}' has more than {TopologyLimits.LinksOfNode} links. Put bridges between it and the others.");
            }

            end.Interface ??= NextFree(end.Node);
        }
    }

    private string NextFree(string node)
    {
        while (true)
        {
            int number = _next.GetValueOrDefault(node);
            _next[node] = number + 1;
            if (_taken.Add((node, $"eth{number}")))
            {
                return $"eth{number}";
            }
        }
    }
}
