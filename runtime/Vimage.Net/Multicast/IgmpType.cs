namespace Vimage.Net;

/// <summary>What an IGMP message is (RFC 3376, 4).</summary>
internal enum IgmpType : byte
{
    Query = 0x11,
    Report1 = 0x12,
    Report2 = 0x16,
    Leave2 = 0x17,
    Report3 = 0x22,
}
