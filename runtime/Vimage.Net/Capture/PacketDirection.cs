namespace Vimage.Net;

/// <summary>Whether an interface has received or sent a packet.</summary>
public enum PacketDirection
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>Received.</summary>
    In = 1,

    /// <summary>Sent.</summary>
    Out = 2,
}
