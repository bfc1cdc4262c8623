using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>
/// Loops of bridges, in which frames would go round without an end: allowed where all bridges of the loop take part in a spanning tree. Each loop is
/// made up of those that links close beyond a forest, so a bridge is in one of these if it is in any.
/// </summary>
internal static class BridgeLoops
{
    internal static void Check(TopologyDraft draft, NameChecker names, Problems problems)
    {
        Dictionary<string, List<string>> forest = [];
        foreach (LinkDraft link in draft.Links)
        {
            if (names.Node(link.A.Node).Kind != NodeKind.Bridge || names.Node(link.B.Node).Kind != NodeKind.Bridge)
            {
                continue;
            }

            if (FindPath(forest, link.A.Node, link.B.Node) is not { } path)
            {
                Add(forest, link.A.Node, link.B.Node);
                Add(forest, link.B.Node, link.A.Node);
            }
            else if (path.Where(each => !names.Node(each).HasSpanningTree).ToArray() is { Length: > 0 } without)
            {
                problems.Add(
                    link.At,
                    $"Link '{link.Name}' closes a loop of bridges, {string.Join(" - ", path)} - {path[0]}, in which frames would go round for ever. "
                    + $"Leave a link out, or say 'stp: true' of {string.Join(", ", without)}.");
            }
        }
    }

    private static void Add(Dictionary<string, List<string>> forest, string from, string to)
    {
        if (!forest.TryGetValue(from, out List<string>? neighbors))
        {
            forest[from] = neighbors = [];
        }

        neighbors.Add(to);
    }

    // Breadth first; the nodes from one end to the other, or nothing.
    private static List<string>? FindPath(Dictionary<string, List<string>> forest, string from, string to)
    {
        Dictionary<string, string?> cameFrom = new() { [from] = null };
        Queue<string> reached = new([from]);
        while (reached.TryDequeue(out string? node))
        {
            if (node == to)
            {
                List<string> path = [];
                for (string? each = to; each is not null; each = cameFrom[each])
                {
                    path.Add(each);
                }

                path.Reverse();
                return path;
            }

            foreach (string next in forest.GetValueOrDefault(node) ?? [])
            {
                if (cameFrom.TryAdd(next, node))
                {
                    reached.Enqueue(next);
                }
            }
        }

        return null;
    }
}
