namespace Vimage.Net;

/// <summary>What a record of the DNS says (RFC 1035, 3.2.2; RFC 3596).</summary>
internal enum DnsType : ushort
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>That the name is another's alias.</summary>
    CName = 5,

    /// <summary>The name of an address.</summary>
    Pointer = 12,

    /// <summary>An IPv6 address.</summary>
    Aaaa = 28,
}
