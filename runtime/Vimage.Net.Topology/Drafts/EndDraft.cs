namespace Vimage.Net.Topology.Drafts;

/// <summary>An end of a link as it was written.</summary>
internal sealed class EndDraft(string node, string? @interface, Place at)
{
    internal string Node => node;

    /// <summary>Gets or sets the interface's name; <see langword="null"/> until one is found for it.</summary>
    internal string? Interface { get; set; } = @interface;

    internal Place At => at;

    internal List<Located<IPNetworkAddress>> Addresses { get; } = [];
}
