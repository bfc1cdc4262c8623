namespace Vimage.Net;

/// <summary>How a name server says that a question went (RFC 1035, 4.1.1). Every other code means that another one is to be asked.</summary>
internal enum DnsResponseCode
{
    NoError = 0,

    /// <summary>There is no such name. (NXDOMAIN)</summary>
    NameError = 3,
}
