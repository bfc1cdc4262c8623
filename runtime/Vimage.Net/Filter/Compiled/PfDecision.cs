namespace Vimage.Net;

/// <summary>What the rules that were looked at so far say of a packet.</summary>
internal struct PfDecision
{
    /// <summary>Gets or sets the last one that has matched.</summary>
    internal PfCompiledRule? Rule { get; set; }

    /// <summary>Gets or sets how many have.</summary>
    internal int Matches { get; set; }
}
