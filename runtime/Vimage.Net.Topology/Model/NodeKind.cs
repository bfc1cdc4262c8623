namespace Vimage.Net.Topology;

/// <summary>What a node does with packets that are for others.</summary>
public enum NodeKind
{
    /// <summary>Nothing.</summary>
    Host,

    /// <summary>Sends packets of both families on, by its routes.</summary>
    Router,

    /// <summary>Sends frames on: all of its interfaces are one link. It has no addresses.</summary>
    Bridge,
}
