namespace Vimage.Cli.Processes;

/// <summary>A verb on a running process can't go on.</summary>
internal sealed class ProcessException(SysExit exit, string errno, string message) : Exception(message)
{
    internal SysExit Exit => exit;

    /// <summary>Gets the name of the error.</summary>
    internal string Errno => errno;

    /// <summary>Makes one of what a process has answered.</summary>
    internal static ProcessException Refused(string errno, string message)
    {
        // The sentence of the process ends with the name, too.
        string suffix = $" ({errno})";
        return new ProcessException(ExitOf(errno), errno, message.EndsWith(suffix, StringComparison.Ordinal) ? message[..^suffix.Length] : message);
    }

    private static SysExit ExitOf(string errno) => errno switch
    {
        "EINVAL" => SysExit.DataError,
        "ENOENT" or "EBADF" => SysExit.NoInput,
        "ESRCH" or "ENXIO" => SysExit.NoHost,
        "EADDRINUSE" or "EEXIST" => SysExit.CantCreate,
        "EBUSY" or "EMFILE" => SysExit.TemporaryFailure,
        "EPROTONOSUPPORT" => SysExit.Protocol,
        "EPERM" => SysExit.NoPermission,
        _ => SysExit.OsError,
    };
}
