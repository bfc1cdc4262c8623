namespace Vimage.Net;

/// <summary>How a name server says that a question went (RFC 1035, 4.1.1). Every other code means that another one is to be asked.</summary>
internal enum DnsResponseCode
{
    NoError = 0,

    /// <summary>The question was not understood, as that of a later time by a server of an earlier one (RFC 6891, 7). (FORMERR)</summary>
    FormatError = 1,

    /// <summary>There is no such name. (NXDOMAIN)</summary>
    NameError = 3,

    /// <summary>The server does nothing of the kind. (NOTIMP)</summary>
    NotImplemented = 4,

    /// <summary>The server knows options, but not these (RFC 6891, 6.1.3). (BADVERS)</summary>
    BadVersion = 16,
}
