using System.Net.Sockets;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>The segments of a topology, in the order of their first links.</summary>
internal sealed class Segments
{
    private readonly List<Segment> _all = [];
    private readonly List<(Segment Segment, EndDraft End)>[] _byNode;

    internal Segments(TopologyDraft draft, NameChecker names)
    {
        _byNode = [.. draft.Nodes.Select(static _ => new List<(Segment, EndDraft)>())];
        int[] parent = [.. Enumerable.Range(0, draft.Nodes.Count)];
        foreach (LinkDraft link in draft.Links)
        {
            if (IsBridge(link.A) && IsBridge(link.B))
            {
                parent[RootOf(names.IndexOf(link.A.Node))] = RootOf(names.IndexOf(link.B.Node));
            }
        }

        Dictionary<int, Segment> ofBridges = [];
        foreach (LinkDraft link in draft.Links)
        {
            Segment segment = SegmentOf(link);
            foreach (EndDraft end in (EndDraft[])[link.A, link.B])
            {
                if (!IsBridge(end))
                {
                    int node = names.IndexOf(end.Node);
                    segment.Ends.Add((node, end));
                    _byNode[node].Add((segment, end));
                }
            }
        }

        bool IsBridge(EndDraft end) => names.Node(end.Node).Kind == NodeKind.Bridge;

        int RootOf(int node)
        {
            while (parent[node] != node)
            {
                node = parent[node] = parent[parent[node]];
            }

            return node;
        }

        Segment SegmentOf(LinkDraft link)
        {
            EndDraft? bridge = IsBridge(link.A) ? link.A : IsBridge(link.B) ? link.B : null;
            int root = bridge is null ? -1 : RootOf(names.IndexOf(bridge.Node));
            if (bridge is not null && ofBridges.TryGetValue(root, out Segment? known))
            {
                return known;
            }

            Segment segment = new(link.At);
            _all.Add(segment);
            if (bridge is not null)
            {
                ofBridges.Add(root, segment);
            }

            return segment;
        }
    }

    internal IReadOnlyList<Segment> All => _all;

    /// <summary>Returns the segments that a node is on, and its interface on each.</summary>
    internal IReadOnlyList<(Segment Segment, EndDraft End)> Of(int node) => _byNode[node];

    internal static bool Has(EndDraft end, AddressFamily family) => end.Addresses.Exists(each => each.Value.Address.AddressFamily == family);
}
