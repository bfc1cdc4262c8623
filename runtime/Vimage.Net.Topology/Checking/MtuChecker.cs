using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>MTUs: that an interface can have them, and that one frame fits through all links of a bridge.</summary>
internal static class MtuChecker
{
    internal static void Check(TopologyDraft draft, NameChecker names, Problems problems)
    {
        Dictionary<string, LinkDraft> firstOf = [];
        foreach (LinkDraft link in draft.Links)
        {
            Place at = link.MtuAt == default ? link.At : link.MtuAt;
            if (link.Mtu is < 72 or > 65535)
            {
                problems.Add(at, $"Link '{link.Name}' can't have an MTU of {link.Mtu}. It is 72 to 65535 bytes.");
            }

            foreach (EndDraft end in (EndDraft[])[link.A, link.B])
            {
                if (names.Node(end.Node).Kind == NodeKind.Bridge && !firstOf.TryAdd(end.Node, link) && firstOf[end.Node].Mtu != link.Mtu)
                {
                    problems.Add(at, $"Link '{link.Name}' has an MTU of {link.Mtu}, and '{firstOf[end.Node].Name}' at the same bridge '{end.Node}' one of {firstOf[end.Node].Mtu}. Give all links of a bridge the same.");
                }
            }
        }
    }
}
