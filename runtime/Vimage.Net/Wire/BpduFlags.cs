namespace Vimage.Net;

/// <summary>What a port says of itself in a message between bridges (IEEE 802.1D-2004, 9.3.3).</summary>
[Flags]
internal enum BpduFlags
{
    None = 0,

    /// <summary>The topology has changed.</summary>
    TopologyChange = 0x01,

    /// <summary>The port would forward at once if the other end agreed.</summary>
    Proposal = 0x02,

    /// <summary>Its role is alternate or backup.</summary>
    AlternateOrBackup = 0x04,

    /// <summary>Its role is root.</summary>
    Root = 0x08,

    /// <summary>Its role is designated: both bits.</summary>
    Designated = 0x0C,

    /// <summary>It learns.</summary>
    Learning = 0x10,

    /// <summary>It forwards.</summary>
    Forwarding = 0x20,

    /// <summary>The other end may forward at once.</summary>
    Agreement = 0x40,

    /// <summary>The news of a change was heard.</summary>
    Acknowledgment = 0x80,
}
