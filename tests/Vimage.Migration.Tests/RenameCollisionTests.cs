using Vimage.Migration.Renaming;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>Names that begin with <c>V_</c> already.</summary>
public sealed class RenameCollisionTests
{
    [Fact]
    public Task WhereTheAccessorIsHiddenTheTypeIsWrittenBeforeIt() => SourceFolder.Renames(
        """
        namespace N
        {
            static class M
            {
                internal static int n;
                static int F(int V_n) => V_n + n;
                static int G() { int V_n = 2; return V_n + n + N.M.n; }
                static class Inner { static int V_n = 3; static int H() => V_n + n; }
                static int I() => n;
            }
        }
        """,
        "n",
        """
        using Vimage;

        namespace N
        {
            static partial class M
            {
                [Virtualized] internal static int n;
                static int F(int V_n) => V_n + M.V_n;
                static int G() { int V_n = 2; return V_n + M.V_n + N.M.V_n; }
                static class Inner { static int V_n = 3; static int H() => V_n + M.V_n; }
                static int I() => V_n;
            }
        }
        """);

    [Fact]
    public async Task ANameThatWouldMeanTheAccessorIsAnError()
    {
        using SourceFolder folder = new((
            "File.cs",
            "class Outer\n{\n    internal static int V_n = 1;\n    class Inner { internal static int n; int F() => V_n; }\n}\n"));
        RenameResult result = await folder.TryRenameAsync("Inner.n");
        Assert.Contains("(4,53): 'V_n' would mean the accessor of 'Outer.Inner.n'", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMemberOfTheTypeWithThatNameIsAnObstacle()
    {
        using SourceFolder folder = new(("File.cs", "class M { static int n, m, V_n; }\n"));
        MigrationException thrown = await Assert.ThrowsAsync<MigrationException>(() => folder.TryRenameAsync("n m"));
        Assert.Equal("'M.n' would get the accessor 'V_n', and its type has a member of that name; rename that.", thrown.Message);

        RenameResult skipped = await folder.RenameAsync("n m", OnError.Skip);
        Assert.Equal("M.n", Assert.Single(skipped.Skipped).Global.Name);
        Assert.Equal("using Vimage;\n\npartial class M { static int n; [Virtualized] static int m; static int V_n; }\n", folder["File.cs"]);
    }
}
