using Vimage.Migration.Renaming;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>Disabled branches of <c>#if</c> are enabled for a look, and what means a global there is renamed as elsewhere.</summary>
public sealed class RenameDisabledTests
{
    [Fact]
    public async Task UsesAreRenamedByWhatTheyMean()
    {
        RenameResult result = await SourceFolder.Renames(
            """
            static class M
            {
                internal static int n;
                static int F()
                {
            #if OFF
                    Log("n", n, M.n, Other.n); // n
                    return n;
            #elif ALSO && !OFF
                    { int n = 1; return n + M.n; }
            #else
                    return n + 1;
            #endif
                }
                static int G(int n)
                {
            #if OFF
                    return n;
            #endif
                    return n;
                }
            #if OFF
                static void ByReference(ref int i) => ByReference(ref n);
            #endif
            }
            class Other
            {
            #if OFF
                int n; int F() => n + M.n;
            #endif
            }
            """,
            "M.n",
            """
            using Vimage;

            static partial class M
            {
                [Virtualized(ByRef = true)] internal static int n;
                static int F()
                {
            #if OFF
                    Log("n", V_n, M.V_n, Other.n); // n
                    return V_n;
            #elif ALSO && !OFF
                    { int n = 1; return n + M.V_n; }
            #else
                    return V_n + 1;
            #endif
                }
                static int G(int n)
                {
            #if OFF
                    return n;
            #endif
                    return n;
                }
            #if OFF
                static void ByReference(ref int i) => ByReference(ref V_n);
            #endif
            }
            class Other
            {
            #if OFF
                int n; int F() => n + M.V_n;
            #endif
            }
            """);
        Assert.Equal(6, result.Disabled.Count(static use => use.IsRenamed));
        Assert.Equal([7, 10, 18, 29], result.Disabled.Where(static use => !use.IsRenamed).Select(static use => use.Line).Order());
    }

    [Fact]
    public Task BranchesThatNoSymbolEnablesAreSeenToo() => SourceFolder.Renames(
        """
        #define HERE
        static class M
        {
            internal static int n;
        #if false
            int F(int m) => n + m;
        #elif !HERE
            int G(int n) => n + M.n;
        #if NESTED
            int H() => n;
        #endif
        #endif
        #if false
            Prose about n: it isn't C#, and n's meaning is unknown.
        #endif
        }
        """,
        "n",
        """
        #define HERE
        using Vimage;

        static partial class M
        {
            [Virtualized] internal static int n;
        #if false
            int F(int m) => V_n + m;
        #elif !HERE
            int G(int n) => n + M.V_n;
        #if NESTED
            int H() => V_n;
        #endif
        #endif
        #if false
            Prose about n: it isn't C#, and n's meaning is unknown.
        #endif
        }
        """);

    [Fact]
    public Task OtherDeclarationsOfTheVariableAndItsTypeAreMarkedToo() => SourceFolder.Renames(
        """
        #if BASE
        class M : object
        #else
        class M
        #endif
        {
        #if LONG
            internal static long n = 2;
        #else
            internal static int n;
        #endif
            long F() => n;
        #if LONG
            long G() => n;
        #endif
        }
        """,
        "M.n",
        """
        #if BASE
        partial class M : object
        #else
        partial class M
        #endif
        {
        #if LONG
            [global::Vimage.Virtualized] internal static long n = 2;
        #else
            [global::Vimage.Virtualized] internal static int n;
        #endif
            long F() => V_n;
        #if LONG
            long G() => V_n;
        #endif
        }
        """);

    [Fact]
    public async Task FilesThatTheSameSymbolEnablesAreSeenTogether()
    {
        using SourceFolder folder = new(
            ("A.cs", "static class M { internal static int n; }\n"),
            ("B.cs", "#if OFF\nusing static M;\n#endif\nclass B\n{\n#if OFF\n    int F() => n;\n#endif\n}\n"));
        await folder.RenameAsync("M.n");
        Assert.Contains("int F() => V_n;", folder["B.cs"], StringComparison.Ordinal);
    }
}
