namespace Vimage.Net;

/// <summary>Why, of the types that say so (RFC 792, RFC 1812).</summary>
internal static class IcmpCode
{
    internal const byte NetworkUnreachable = 0;
    internal const byte HostUnreachable = 1;
    internal const byte ProtocolUnreachable = 2;
    internal const byte PortUnreachable = 3;
    internal const byte FragmentationNeeded = 4;
    internal const byte TransitTimeExceeded = 0;
    internal const byte ReassemblyTimeExceeded = 1;
    internal const byte HostRedirect = 1;
}
