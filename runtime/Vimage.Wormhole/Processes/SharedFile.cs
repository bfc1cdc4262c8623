using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Vimage.Wormholes;

/// <summary>The file that two processes map. It has a name only until both have.</summary>
internal static class SharedFile
{
    private const string MemoryFileSystem = "/dev/shm";

    internal static string NewPath() => Path.Combine(
        Directory.Exists(MemoryFileSystem) ? MemoryFileSystem : Path.GetTempPath(),
        $"vimage-wormhole-{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}");

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
