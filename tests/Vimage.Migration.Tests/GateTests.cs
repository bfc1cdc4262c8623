using Vimage.Migration.Scanning;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>What has been decided about statics, and what is new.</summary>
public sealed class GateTests
{
    [Fact]
    public async Task ANewStaticClosesTheGate_AndItsLineOpensIt()
    {
        using SourceFolder folder = new(("A.cs", "static class A { static int a; static int b; static readonly string s = \"\"; static void F() { a = 1; b = 2; } }"));
        ScanResult scan = Scanner.Scan(await folder.LoadAsync(), new ScanOptions(), TestContext.Current.CancellationToken);
        string[] lines = [GateFile.Head, "# decided", "", "F:A.a\tprocess-shared\tthere is one", "F:A.gone\tset-once\t"];

        Gate gate = Gate.Of(scan, GateFile.Parse("gate", lines));
        Assert.False(gate.IsOpen);
        StaticFinding missing = Assert.Single(gate.Unclassified);
        Assert.Equal("F:A.b\tvirtualize\tis written at any time, by A.F", GateFile.LineOf(missing));
        Assert.Equal(("F:A.gone", 5), Assert.Single(gate.Stale));
        Assert.Equal((1, 1), (gate.AllowedFields, gate.AllowedFiles));

        Assert.True(Gate.Of(scan, GateFile.Parse("gate", [.. lines, GateFile.LineOf(missing)])).IsOpen);
    }

    [Theory]
    [InlineData("", "# unaudited: 1")]
    [InlineData("# unaudited: 2\n", "# unaudited: 1")]
    [InlineData("# unaudited: 1\n", null)]
    public async Task UnauditedStatics_AreToBeCounted(string line, string? missing)
    {
        using SourceFolder folder = new(("A.cs", "static class A { static int a; static void F() { a = 1; } }"));
        ScanResult scan = Scanner.Scan(await folder.LoadAsync(), new ScanOptions(), TestContext.Current.CancellationToken);
        Gate gate = Gate.Of(scan, GateFile.Parse("gate", $"{line}F:A.a\tunaudited\told".Split('\n')));
        Assert.Equal(missing, gate.MissingLimit);
        Assert.Equal(missing is null, gate.IsOpen);
    }

    [Fact]
    public async Task AVariableThatIsInAStateStructNow_IsNotStale()
    {
        using SourceFolder folder = new(("A.cs", "using Vimage; static partial class A { [Virtualized] private partial struct State { int a; } static int F() => a; }"));
        ScanResult scan = Scanner.Scan(await folder.LoadAsync(), new ScanOptions(), TestContext.Current.CancellationToken);
        Assert.Empty(Gate.Of(scan, GateFile.Parse("gate", ["F:A.a\tvirtualize\tlive"])).Stale);
    }

    [Theory]
    [InlineData("# unaudited: some", "gate:1: the line has no number")]
    [InlineData("F:A.a", "gate:1: the line has no class")]
    [InlineData("F:A.a\tperhaps", "gate:1: the line has the unknown class 'perhaps'")]
    [InlineData("F:A.a\tunaudited", "gate:1: the line has no reason")]
    [InlineData("F:A.a\tset-once\nF:A.a\tcache", "gate:2: the line is about 'F:A.a' a second time")]
    public void AWrongLineIsSaidWhere(string text, string message)
    {
        MigrationException thrown = Assert.Throws<MigrationException>(() => GateFile.Parse("gate", text.Split('\n')));
        Assert.Equal(MigrationExitCode.BadInput, thrown.ExitCode);
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGateFileIsAListForRename()
    {
        using SourceFolder folder = new(("A.cs", "static class A { static int a; static int b; static int F() => a + b; }"));
        folder["list"] = $"{GateFile.Head}\nF:A.a\tvirtualize\tlive\nF:A.b\tset-once\tloaded\n";
        Renaming.RenameResult result = Renaming.Renamer.Rename(
            await folder.LoadAsync(), Globals.GlobalsList.Read(folder.PathOf("list")), new Renaming.RenameOptions(), TestContext.Current.CancellationToken);
        Assert.Equal("A.a", Assert.Single(result.Globals).Name);
    }
}
