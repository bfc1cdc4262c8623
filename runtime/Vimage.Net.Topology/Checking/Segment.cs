using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>What is one link to those that speak IP: a link between two of them, or what bridges join.</summary>
internal sealed class Segment(Place at)
{
    /// <summary>Gets the interfaces on it, without those of bridges, each with the number of its node.</summary>
    internal List<(int Node, EndDraft End)> Ends { get; } = [];

    /// <summary>Gets where the first of its links was written.</summary>
    internal Place At => at;
}
