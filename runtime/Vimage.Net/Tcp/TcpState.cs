namespace Vimage.Net;

/// <summary>The states of a connection (RFC 9293, 3.3.2).</summary>
public enum TcpState
{
    /// <summary>There is none.</summary>
    Closed,

    /// <summary>Waits for others to connect.</summary>
    Listen,

    /// <summary>Has asked for a connection.</summary>
    SynSent,

    /// <summary>Has asked and was asked.</summary>
    SynReceived,

    /// <summary>Data goes both ways.</summary>
    Established,

    /// <summary>The other end has no more to send.</summary>
    CloseWait,

    /// <summary>This end has no more to send, and has said so.</summary>
    FinWait1,

    /// <summary>Both ends have said so; the other one has not heard it yet.</summary>
    Closing,

    /// <summary>Both ends have said so, the other one first.</summary>
    LastAck,

    /// <summary>This end has no more to send, and the other one knows.</summary>
    FinWait2,

    /// <summary>Over; what is still under way of it must not get into the next one between the same ports.</summary>
    TimeWait,
}
