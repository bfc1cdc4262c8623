using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Declarations.VIM0012VolatileByRefAnalyzer, Vimage.CodeFixes.Declarations.VIM0012VolatileByRefCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0012VolatileByRefAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0012VolatileByRefTests
{
    [Fact]
    public Task ReportsVolatileFieldsByReference() => Rule.Reports(
        "partial class M { [Virtualized(ByRef = true)] static volatile int [|a|]; }");

    [Fact]
    public Task IgnoresOtherFields() => Rule.Ignores(
        "partial class M { [Virtualized] static volatile int a; [Virtualized(ByRef = true)] static int b; static volatile int c; }");

    [Fact]
    public Task TheFixDropsByRef() => Fix.Fixes(
        "partial class M { [Virtualized(ByRef = true)] static volatile int [|a|]; [Obsolete, Virtualized( ByRef=true )] static volatile int [|b|]; }",
        "partial class M { [Virtualized] static volatile int a; [Obsolete, Virtualized] static volatile int b; }");
}
