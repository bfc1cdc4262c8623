namespace Vimage.Net;

/// <summary>What an ICMPv6 message is (RFC 4443, 4861, 3810).</summary>
internal enum Icmp6Type : byte
{
    Unreachable = 1,
    PacketTooBig = 2,
    TimeExceeded = 3,
    ParameterProblem = 4,

    /// <summary>The last of the numbers of errors; what is above is for information.</summary>
    LastError = 127,

    Echo = 128,
    EchoReply = 129,
    ListenerQuery = 130,
    ListenerReport = 131,
    ListenerDone = 132,
    RouterSolicitation = 133,
    RouterAdvertisement = 134,
    NeighborSolicitation = 135,
    NeighborAdvertisement = 136,
    Redirect = 137,
    ListenerReport2 = 143,
}
