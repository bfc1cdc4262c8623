namespace Vimage.Net;

/// <summary>What an ICMP message says.</summary>
internal enum IcmpType : byte
{
    EchoReply = 0,
    Unreachable = 3,
    Redirect = 5,
    Echo = 8,
    TimeExceeded = 11,
    ParameterProblem = 12,
}
