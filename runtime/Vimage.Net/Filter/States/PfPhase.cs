namespace Vimage.Net;

/// <summary>How far the two ends of a state have come, as far as a filter sees. (FreeBSD: the <c>PFTM_</c> timeouts.)</summary>
public enum PfPhase
{
    /// <summary>Only the end that began has sent.</summary>
    First,

    /// <summary>Both have sent, but a TCP connection is not agreed on yet.</summary>
    Opening,

    /// <summary>Both have sent.</summary>
    Established,

    /// <summary>One end of a TCP connection has ended it.</summary>
    Closing,

    /// <summary>Both ends have.</summary>
    FinWait,

    /// <summary>It was reset.</summary>
    Closed,
}
