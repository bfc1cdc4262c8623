namespace Vimage.Net.Topology.Drafts;

/// <summary>A link as it was written.</summary>
internal sealed class LinkDraft(EndDraft a, EndDraft b, Place at)
{
    internal EndDraft A => a;

    internal EndDraft B => b;

    internal Place At => at;

    /// <summary>Gets or sets the name; <see langword="null"/> until one is found for it.</summary>
    internal string? Name { get; set; }

    internal Place NameAt { get; set; }

    internal int Mtu { get; set; } = TopologyLink.DefaultMtu;

    internal Place MtuAt { get; set; }

    internal LinkProperties? Forward { get; set; }

    internal LinkProperties? Backward { get; set; }

    /// <summary>Gets what the link is called before it has a name.</summary>
    internal string Label => Name ?? $"{A.Node}-{B.Node}";

    internal EndDraft OtherThan(EndDraft end) => ReferenceEquals(end, A) ? B : A;
}
