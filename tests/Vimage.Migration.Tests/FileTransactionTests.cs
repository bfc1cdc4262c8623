using System.Text;
using Vimage.Migration.Renaming;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>All files are written, or none; and what is not text stays as it was.</summary>
public sealed class FileTransactionTests
{
    private const string A = "class A { internal static int x; }\n";
    private const string B = "class B { int F() => A.x; }\n";

    [Fact]
    public async Task AReadOnlyFileLeavesAllAsTheyWere()
    {
        using SourceFolder folder = new(("A.cs", A), ("B.cs", B));
        File.SetAttributes(folder.PathOf("B.cs"), FileAttributes.ReadOnly);
        RenameResult result = await folder.TryRenameAsync("x");
        MigrationException thrown = Assert.Throws<MigrationException>(() => Renamer.Commit(result, TestContext.Current.CancellationToken));
        Assert.Equal(MigrationExitCode.BadInput, thrown.ExitCode);
        Assert.Contains("B.cs' is read-only. Make it writable and run again.", thrown.Message, StringComparison.Ordinal);
        Assert.Equal((A, B), (folder["A.cs"], folder["B.cs"]));
    }

    [Fact]
    public async Task AFileChangedUnderneathLeavesAllAsTheyWere()
    {
        using SourceFolder folder = new(("A.cs", A), ("B.cs", B));
        RenameResult result = await folder.TryRenameAsync("x");
        folder["B.cs"] = B + "// more\n";
        MigrationException thrown = Assert.Throws<MigrationException>(() => Renamer.Commit(result, TestContext.Current.CancellationToken));
        Assert.Contains("B.cs' was changed since it was read. Run again.", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(A, folder["A.cs"]);
    }

    [Fact]
    public async Task AFileThatIsGoneLeavesAllAsTheyWere()
    {
        using SourceFolder folder = new(("A.cs", A), ("B.cs", B));
        RenameResult result = await folder.TryRenameAsync("x");
        File.Delete(folder.PathOf("B.cs"));
        Assert.Throws<MigrationException>(() => Renamer.Commit(result, TestContext.Current.CancellationToken));
        Assert.Equal(A, folder["A.cs"]);
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task WhereNoFileCanBeMadeNothingIsChanged()
    {
        using SourceFolder folder = new(("A.cs", A), ("sub/B.cs", B));
        RenameResult result = await folder.TryRenameAsync("x");
        Directory.CreateDirectory(folder.PathOf("sub/B.cs.vimage-new"));
        MigrationException thrown = Assert.Throws<MigrationException>(() => Renamer.Commit(result, TestContext.Current.CancellationToken));
        Assert.StartsWith("Nothing was changed:", thrown.Message, StringComparison.Ordinal);
        Assert.Equal((A, B), (folder["A.cs"], folder["sub/B.cs"]));
        Assert.Equal(["A.cs"], Directory.GetFiles(folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task InterruptedBeforeTheFirstFileIsReplacedNothingIsChanged()
    {
        using SourceFolder folder = new(("A.cs", A), ("B.cs", B));
        RenameResult result = await folder.TryRenameAsync("x");
        Assert.Throws<OperationCanceledException>(() => Renamer.Commit(result, new CancellationToken(canceled: true)));
        Assert.Equal((A, B), (folder["A.cs"], folder["B.cs"]));
        Assert.Equal(2, Directory.GetFiles(folder.Root).Length);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("iso-8859-1", false)]
    public async Task EncodingsAndByteOrderMarksAreKept(string name, bool hasMark)
    {
        Encoding encoding = name == "utf-8" ? new UTF8Encoding(hasMark) : Encoding.GetEncoding(name);
        byte[] Bytes(string text) => [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
        using SourceFolder folder = new();
        await File.WriteAllBytesAsync(
            folder.PathOf("A.cs"), Bytes("class A { static string x = \"é\"; string F() => x; }"), TestContext.Current.CancellationToken);
        await folder.RenameAsync("x");
        Assert.Equal(
            Bytes("using Vimage;\n\npartial class A { [Virtualized] static string x = \"é\"; string F() => V_x; }"),
            await File.ReadAllBytesAsync(folder.PathOf("A.cs"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ModesAndLinksAreKept()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are Unix's.");
            return;
        }

        using SourceFolder elsewhere = new(("B.txt", B));
        using SourceFolder folder = new(("A.cs", A));
        File.CreateSymbolicLink(folder.PathOf("B.cs"), elsewhere.PathOf("B.txt"));
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(folder.PathOf("A.cs"), Mode);
        await folder.RenameAsync("x");
        Assert.Equal(Mode, File.GetUnixFileMode(folder.PathOf("A.cs")));
        Assert.NotNull(File.ResolveLinkTarget(folder.PathOf("B.cs"), returnFinalTarget: false));
        Assert.Equal("class B { int F() => A.V_x; }\n", elsewhere["B.txt"]);
    }
}
