using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Declarations.VIM0003ThreadStaticMarkAnalyzer, Vimage.CodeFixes.Declarations.VIM0003ThreadStaticMarkCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0003ThreadStaticMarkAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0003ThreadStaticMarkTests
{
    [Fact]
    public Task ReportsThreadStaticFields() => Rule.Reports(
        """
        using TS = System.ThreadStaticAttribute;
        partial class M
        {
            [ThreadStatic, Virtualized] static int [|a|], [|b|];
            [Virtualized] [TS] static int [|c|];
        }
        """);

    [Fact]
    public Task IgnoresOtherFields() => Rule.Ignores(
        "partial class M { [ThreadStatic] static int a; [Virtualized] static int b; [Virtualized] static ThreadLocal<int> c = new(); }");

    [Fact]
    public Task TheFixRemovesThreadStatic() => Fix.Fixes(
        ["partial class M { [ThreadStatic, Virtualized] static int [|a|]; }"],
        ["partial class M { [Virtualized] static int a; }"],
        "VIM0003.Thread");

    [Fact]
    public Task TheFixRemovesTheMark() => Fix.Fixes(
        ["""
        partial class M
        {
            [ThreadStatic]
            [Virtualized]
            static int [|a|];
        }
        """],
        ["""
        partial class M
        {
            [ThreadStatic]
            static int a;
        }
        """],
        "VIM0003.Mark");
}
