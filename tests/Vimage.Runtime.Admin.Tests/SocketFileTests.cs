using System.Net.Sockets;

namespace Vimage.Admin.Tests;

/// <summary>The folder and the file of the socket.</summary>
public sealed class SocketFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"vimage-{Guid.NewGuid():N}");

    private VimageAdminOptions Options => new() { Directory = _directory };

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public async Task Only_the_owner_can_enter_the_folder()
    {
        Directory.CreateDirectory(_directory, (UnixFileMode)0b111_111_111);
        await using VimageAdmin admin = VimageAdmin.Start(Options);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_directory));
    }

    [Fact]
    public async Task The_file_has_the_number_of_the_process_and_goes_with_the_end_point()
    {
        string path;
        await using (VimageAdmin admin = VimageAdmin.Start(Options))
        {
            path = admin.SocketPath;
            Assert.Equal($"{Environment.ProcessId}.sock", Path.GetFileName(path));
            Assert.True(File.Exists(path));
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task One_that_a_killed_process_has_left_is_replaced()
    {
        Directory.CreateDirectory(_directory);
        using (Socket killed = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            killed.Bind(new UnixDomainSocketEndPoint(Path.Combine(_directory, "left.sock")));
        }

        File.WriteAllText(Path.Combine(_directory, "other.sock"), "");
        await using VimageAdmin admin = VimageAdmin.Start(new VimageAdminOptions { Directory = _directory, Name = "left" });
        await using VimageAdmin other = VimageAdmin.Start(new VimageAdminOptions { Directory = _directory, Name = "other" });
    }

    [Fact]
    public async Task Where_one_listens_a_second_does_not()
    {
        await using VimageAdmin admin = VimageAdmin.Start(Options);
        Assert.Contains("EADDRINUSE", Assert.Throws<IOException>(() => VimageAdmin.Start(Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        string target = Directory.CreateTempSubdirectory().FullName;
        Directory.CreateSymbolicLink(_directory, target);
        Assert.Contains("ELOOP", Assert.Throws<IOException>(() => VimageAdmin.Start(Options)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(target));
        Directory.Delete(_directory);
        Directory.Delete(target);
    }
}
