namespace Vimage.Net.Topology;

/// <summary>The time that a topology lives in, where whoever starts it does not say.</summary>
public enum TopologyTime
{
    /// <summary>That of the vnet which it is started below.</summary>
    Real,

    /// <summary>One that stands still until it is told to advance (<see cref="VirtualTimeProvider"/>).</summary>
    Virtual,
}
