namespace Vimage.Net;

/// <summary>What a rule does with the packets that it is the last one to match.</summary>
public enum PfAction
{
    /// <summary>They go on.</summary>
    Pass,

    /// <summary>They are dropped, and nobody is told.</summary>
    Drop,

    /// <summary>They are dropped, and their sender is told: by a reset of a TCP connection, else by an ICMP error.</summary>
    Return,
}
