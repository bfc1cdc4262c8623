namespace Vimage.Net;

/// <summary>What a record of the DNS says (RFC 1035, 3.2.2; RFC 3596).</summary>
internal enum DnsType : ushort
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>That the name is another's alias.</summary>
    CName = 5,

    /// <summary>Who is in charge of a zone, and for how long one may know that there is nothing (RFC 2308).</summary>
    StartOfAuthority = 6,

    /// <summary>The name of an address.</summary>
    Pointer = 12,

    /// <summary>An IPv6 address.</summary>
    Aaaa = 28,

    /// <summary>What the two ends of a question can do: no record of any name (RFC 6891).</summary>
    Options = 41,
}
