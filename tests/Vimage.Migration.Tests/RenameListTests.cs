using Vimage.Migration.Globals;
using Vimage.Migration.Renaming;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>Lists, and what of them can't be renamed.</summary>
public sealed class RenameListTests
{
    private const string Two = "namespace N { class A { internal static int x; } class B { internal static int x; } }";

    [Fact]
    public void AGateFileNamesWhatIsClassedToBeVirtualizedOrNotAtAll()
    {
        GlobalsList list = GlobalsList.Parse(
            "gate", ["# head", "", "N.A.a\tvirtualize\tstate", "N.A.b\tcache\twhy", "N.A.c", "N.A.d\t\t", "  N.A.e  "]);
        Assert.Equal([(3, "N.A.a"), (5, "N.A.c"), (6, "N.A.d"), (7, "N.A.e")], list.Names);
    }

    [Fact]
    public void AnEmptyListIsAnError()
    {
        MigrationException thrown = Assert.Throws<MigrationException>(() => GlobalsList.Parse("gate", ["# nothing", "N.A.b\tcache\twhy"]));
        Assert.Equal(MigrationExitCode.BadInput, thrown.ExitCode);
        Assert.Equal("'gate' names no global. Write one a line: Namespace.Type.field.", thrown.Message);
    }

    [Fact]
    public void AListThatIsNotThereIsAnError()
    {
        MigrationException thrown = Assert.Throws<MigrationException>(() => GlobalsList.Read(Path.Combine(Path.GetTempPath(), "no-such-list")));
        Assert.StartsWith("The list of globals can't be read:", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAndAmbiguousNamesAreReportedTogether()
    {
        using SourceFolder folder = new(("File.cs", Two));
        MigrationException thrown = await Assert.ThrowsAsync<MigrationException>(() => folder.TryRenameAsync("A.y x C.x N.A.x"));
        Assert.Equal(MigrationExitCode.BadInput, thrown.ExitCode);
        Assert.Equal(
            "list:1: there is no static variable 'A.y'.\n"
                + "list:2: 'x' may be N.A.x or N.B.x. Write more of the name.\n"
                + "list:3: there is no static variable 'C.x'. There is N.A.x, N.B.x.",
            thrown.Message);
    }

    [Fact]
    public async Task AFullNameIsNotAmbiguous()
    {
        using SourceFolder folder = new(("File.cs", "namespace N { class A { internal static int x; } } class A { internal static int x; }"));
        RenameResult result = await folder.RenameAsync("A.x");
        Assert.Equal("A.x", Assert.Single(result.Globals).Name);
    }

    [Theory]
    [InlineData("class M { [System.ThreadStatic] static int x; }", "is [ThreadStatic]; decide whether it belongs to a thread or to an instance, and take the attribute off")]
    [InlineData("class M { static int x { get => field; set => field = value; } }", "is a property with code of its own; give it a field, and list that")]
    [InlineData("file class M { static int x; }", "is in 'M', a type local to its file; make that internal")]
    [InlineData("interface M<out T> { static int x; }", "is in 'M', whose type parameters are variant; move it to another type")]
    public async Task WhatCanNotBeVirtualizedIsSaid(string text, string reason)
    {
        using SourceFolder folder = new(("File.cs", text));
        MigrationException thrown = await Assert.ThrowsAsync<MigrationException>(() => folder.TryRenameAsync("x"));
        Assert.Equal(MigrationExitCode.BadInput, thrown.ExitCode);
        Assert.EndsWith($"x' {reason}.", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class M { const int x = 1; }")]
    [InlineData("class M { int x; }")]
    [InlineData("class M { static int x => 1; }")]
    [InlineData("class M { static event System.Action x { add { } remove { } } }")]
    [InlineData("enum M { x }")]
    public async Task WhatHoldsNothingIsNoStaticVariable(string text)
    {
        using SourceFolder folder = new(("File.cs", text));
        MigrationException thrown = await Assert.ThrowsAsync<MigrationException>(() => folder.TryRenameAsync("x"));
        Assert.Equal("list:1: there is no static variable 'x'.", thrown.Message);
    }

    [Fact]
    public async Task ASecondRunWithANewListOnlyAdds()
    {
        using SourceFolder folder = new(("File.cs", "class M { static int x, y; static int F(System.Func<int, int> f) => f(x) + F(i => i + x + y); }\n"));
        await folder.RenameAsync("x");
        await folder.RenameAsync("y");
        Assert.Equal(
            "using Vimage;\n\npartial class M { [Virtualized] static int x; [Virtualized] static int y; static int F(System.Func<int, int> f) => f(V_x) + F(i => i + V_x + V_y); }\n",
            folder["File.cs"]);
    }

    [Fact]
    public async Task ACodeBaseThatHadErrorsMayKeepThem()
    {
        using SourceFolder folder = new(("File.cs", "class M { static int x; static int F() => x + Missing.G(x) + Missing.G(1); }\n"));
        await folder.RenameAsync("x");
        Assert.Contains("V_x + Missing.G(V_x)", folder["File.cs"], StringComparison.Ordinal);
    }
}
