namespace Vimage.Net;

/// <summary>What a virtual host is on this host.</summary>
public enum CarpState
{
    /// <summary>Not there: it has no address, its interface has no link, or the vnet does not allow it.</summary>
    Init,

    /// <summary>Another host has its addresses, or none has: this one waits for that one to fall silent.</summary>
    Backup,

    /// <summary>This host has its addresses, and says so to the others.</summary>
    Master,
}
