using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Vimage.Wormholes;

/// <summary>The file that two processes map. It has a name only until both have.</summary>
internal static class SharedFile
{
    private const string MemoryFileSystem = "/dev/shm";
    private const string Prefix = "vimage-wormhole-";

    // Far longer than anybody waits for the other process.
    private static readonly TimeSpan s_abandonment = TimeSpan.FromMinutes(1);

    private static string Folder => Directory.Exists(MemoryFileSystem) ? MemoryFileSystem : Path.GetTempPath();

    internal static string NewPath() => Path.Combine(Folder, Prefix + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Deletes those of processes that were killed before the other one had it.</summary>
    internal static void DeleteAbandoned()
    {
        DateTime since = DateTime.UtcNow - s_abandonment;
        foreach (FileInfo file in new DirectoryInfo(Folder).EnumerateFiles(Prefix + "*").Where(file => file.LastWriteTimeUtc < since))
        {
            try
            {
                file.Delete();
            }
            catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
            {
                // Another user's, who deletes it the next time.
            }
        }
    }

    internal static SafeFileHandle Create(string path, int length)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream made = new(path, options);
        made.SetLength(length);
        return Open(path);
    }

    internal static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
}
