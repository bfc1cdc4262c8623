using Vimage.Migration.Renaming;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>Declarations are marked and made partial, and otherwise left as they are.</summary>
public sealed class RenameDeclarationTests
{
    [Fact]
    public Task OuterTypesAttributesCommentsAndLineEndsAreKept() => SourceFolder.Renames(
        "// head\r\nnamespace N;\r\n\r\n/// <summary>Doc.</summary>\r\ninternal class Outer\r\n{\r\n    private struct Inner\r\n    {\r\n        // why\r\n        [System.Obsolete] internal static int a = 1, b = 2; // c\r\n    }\r\n\r\n    int F() => Inner.a + Inner.b;\r\n}\r\n",
        "Inner.b",
        "// head\r\nusing Vimage;\r\n\r\nnamespace N;\r\n\r\n/// <summary>Doc.</summary>\r\ninternal partial class Outer\r\n{\r\n    private partial struct Inner\r\n    {\r\n        // why\r\n        [System.Obsolete] internal static int a = 1;\r\n        [Virtualized] [System.Obsolete] internal static int b = 2; // c\r\n    }\r\n\r\n    int F() => Inner.a + Inner.V_b;\r\n}\r\n");

    [Fact]
    public Task VariablesOfOneDeclarationPartWhereTheyDiffer_WithTheirComments() => SourceFolder.Renames(
        """
        static class M
        {
            static int a, b = 2, // the b
                       c, d; // the d
            static void F(out int i) => i = a + b + c + d;
            static void G() => F(out c);
        }
        """,
        "b c",
        """
        using Vimage;

        static partial class M
        {
            static int a;
            [Virtualized] static int b = 2; // the b
                       [Virtualized(ByRef = true)] static int c;
            static int d; // the d
            static void F(out int i) => i = a + V_b + V_c + d;
            static void G() => F(out V_c);
        }
        """);

    [Fact]
    public Task AMarkThatIsThereStays_OrBecomesByReference() => SourceFolder.Renames(
        """
        using Vimage;

        static partial class M
        {
            [Virtualized] static int a, b;
            [global::Vimage.Virtualized, System.Obsolete] static int c;
            static void F(out int i) => i = V_a;
            static void G() => F(out b);
            static void H() => F(out c);
        }
        """,
        "a b c",
        """
        using Vimage;

        static partial class M
        {
            [Virtualized] static int a;
            [Virtualized(ByRef = true)] static int b;
            [global::Vimage.Virtualized(ByRef = true), System.Obsolete] static int c;
            static void F(out int i) => i = V_a;
            static void G() => F(out V_b);
            static void H() => F(out V_c);
        }
        """);

    [Fact]
    public Task AttributesOnLinesOfTheirOwnGetTheMarkOnAnother() => SourceFolder.Renames(
        """
        static class M
        {
            [System.Obsolete]
            static int a;
        }
        """,
        "a",
        """
        using Vimage;

        static partial class M
        {
            [Virtualized]
            [System.Obsolete]
            static int a;
        }
        """);

    [Fact]
    public async Task WhatAStaticConstructorWritesCanNotBeReadOnly()
    {
        RenameResult result = await SourceFolder.Renames(
            """
            class C { public int F; }
            static class M
            {
                static readonly int a, b = 1;
                static readonly C c = new();
                internal static int P { get; }
                internal static int Q { get; } = 2;
                static M() { a = b; P = Q; c.F = 3; }
            }
            """,
            "a b c P Q",
            """
            using Vimage;

            class C { public int F; }
            static partial class M
            {
                [Virtualized] static int a;
                [Virtualized] static readonly int b = 1;
                [Virtualized] static readonly C c = new();
                [Virtualized] internal static partial int P { get; private set; }
                [Virtualized] internal static partial int Q { get; } = 2;
                static M() { V_a = V_b; P = Q; V_c.F = 3; }
            }
            """);
        Assert.Equal(["M.P", "M.a"], result.Globals.Where(global => result.Writable.Contains(global.Key)).Select(static global => global.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task EventsOfOneDeclarationPartToo() => SourceFolder.Renames(
        """
        using System;

        static class M
        {
            public static event Action A, B;
            static void F() { A?.Invoke(); B?.Invoke(); }
        }
        """,
        "M.B",
        """
        using System;
        using Vimage;

        static partial class M
        {
            public static event Action A;
            [Virtualized] public static partial event Action B;
            static void F() { A?.Invoke(); V_B?.Invoke(); }
        }
        """);

    [Fact]
    public async Task AnEventWhoseDelegateIsPassedByReferenceIsLeftAndReported()
    {
        using SourceFolder folder = new((
            "File.cs",
            "using System; static class M { static event Action A; static void F() { System.Threading.Interlocked.Exchange(ref A, null); A?.Invoke(); } }"));
        RenameResult result = await folder.TryRenameAsync("A");
        Assert.Contains("is an event", Assert.Single(result.HandEdits).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using A;\nusing Z;\n", "using A;\nusing Vimage;\nusing Z;\n")]
    [InlineData("using System;\nusing Z;\n", "using System;\nusing Vimage;\nusing Z;\n")]
    [InlineData("using Z;\nusing A;\n", "using Z;\nusing A;\nusing Vimage;\n")]
    [InlineData("using Vimage;\nusing Z;\n", "using Vimage;\nusing Z;\n")]
    [InlineData("global using Z;\nusing A;\n", "global using Z;\nusing A;\nusing Vimage;\n")]
    [InlineData("using Q = A.B;\n", "using Vimage;\nusing Q = A.B;\n")]
    public async Task TheUsingIsWhereItBelongs(string before, string after)
    {
        const string Rest = "\nnamespace A { class B; } namespace Z { } static class M { static int a; }\n";
        using SourceFolder folder = new(("File.cs", before + Rest));
        await folder.RenameAsync("M.a");
        Assert.StartsWith(after + "\nnamespace", folder["File.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#if X\nusing System;\n#endif\nstatic class M { static int a; }")]
    [InlineData("static class Vnet { } static class M { static int a; }")]
    [InlineData("class VirtualizedAttribute : System.Attribute { } static class M { static int a; }")]
    [InlineData("namespace Other.Vimage { } namespace Other { using System; static class M { static int a; } }")]
    public async Task WhereAUsingWouldNotDoTheMarkIsSpelledOut(string text)
    {
        using SourceFolder folder = new(("File.cs", text));
        await folder.RenameAsync("M.a");
        string expected = text.Contains("Other", StringComparison.Ordinal) ? "[Virtualized] static int a" : "[global::Vimage.Virtualized] static int a";
        Assert.Contains(expected, folder["File.cs"], StringComparison.Ordinal);
    }
}
