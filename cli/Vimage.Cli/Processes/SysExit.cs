namespace Vimage.Cli.Processes;

/// <summary>How the verbs on a running process end. (FreeBSD: <c>sysexits(3)</c>.)</summary>
internal enum SysExit
{
    Ok = 0,

    /// <summary>The command line is wrong.</summary>
    Usage = 64,

    /// <summary>What was given is malformed.</summary>
    DataError = 65,

    /// <summary>Something that was named is not there.</summary>
    NoInput = 66,

    /// <summary>A vnet or an interface that was named is not there.</summary>
    NoHost = 68,

    /// <summary>There is no process to ask.</summary>
    Unavailable = 69,

    /// <summary>The process has failed inside.</summary>
    Software = 70,

    /// <summary>The process has refused for another reason.</summary>
    OsError = 71,

    /// <summary>It is there already.</summary>
    CantCreate = 73,

    /// <summary>A file could not be written.</summary>
    IoError = 74,

    /// <summary>It may be possible later.</summary>
    TemporaryFailure = 75,

    /// <summary>The process speaks another version of the protocol.</summary>
    Protocol = 76,

    /// <summary>It is not allowed.</summary>
    NoPermission = 77,
}
