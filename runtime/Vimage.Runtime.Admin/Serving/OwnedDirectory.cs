namespace Vimage.Admin.Serving;

/// <summary>A folder that only its owner can enter.</summary>
internal static class OwnedDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it, or takes it as it is if it is the caller's own, and closes it to others.</summary>
    /// <exception cref="IOException">It is somebody else's, or a link.</exception>
    internal static void Ensure(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        DirectoryInfo directory = Directory.CreateDirectory(path, OwnerOnly);
        if (directory.LinkTarget is not null)
        {
            throw new IOException($"'{path}' is a link, and may lead anywhere. Remove it, or name another folder. (ELOOP)");
        }

        try
        {
            // Only the owner of a folder can do that.
            File.SetUnixFileMode(path, OwnerOnly);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"'{path}' belongs to another user. Name another folder. (EPERM)", error);
        }
    }
}
