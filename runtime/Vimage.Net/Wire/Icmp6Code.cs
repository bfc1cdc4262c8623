namespace Vimage.Net;

/// <summary>Why, of an ICMPv6 error (RFC 4443).</summary>
internal static class Icmp6Code
{
    internal const byte NoRoute = 0;
    internal const byte BeyondScope = 2;
    internal const byte AddressUnreachable = 3;
    internal const byte PortUnreachable = 4;

    internal const byte HopLimitExceeded = 0;
    internal const byte ReassemblyTimeExceeded = 1;

    internal const byte ErroneousField = 0;
    internal const byte UnknownNextHeader = 1;
    internal const byte UnknownOption = 2;
}
