using Microsoft.CodeAnalysis.Testing;
using Vimage.Analyzers.Tests.Harness;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Inventory.VIM0303StaleLineAnalyzer>;

namespace Vimage.Analyzers.Tests.Inventory;

public sealed class VIM0303StaleLineTests
{
    private const string Code = "partial class M { static int a; static readonly int b = 1; static int C => 1; [Virtualized] static int d; }";

    [Theory]
    [InlineData("F:M.b", "can't change")]
    [InlineData("P:M.C", "is no static variable")]
    [InlineData("F:M.d", "is virtualized")]
    [InlineData("F:M.gone", "does not exist")]
    [InlineData("F:Gone.x", "does not exist")]
    public Task ReportsLinesAboutNothing(string symbol, string reason) => Rule.ReportsWith(
        new TestOptions
        {
            Config = ["build_property.ProjectDir = /src/"],
            AdditionalFiles = [("/src/vimage.statics.tsv", $"F:M.a\tcache\n{symbol}\tcache\n")],
            Expected = [DiagnosticResult.CompilerWarning(RuleIds.StaleLine).WithSpan("/src/vimage.statics.tsv", 2, 1, 2, symbol.Length + 7).WithArguments(symbol, reason)],
        },
        Code);

    [Fact]
    public Task IgnoresLinesThatMayBeAnotherProjects() => Rule.ReportsWith(
        new TestOptions
        {
            Config = ["build_property.ProjectDir = /src/app/"],
            AdditionalFiles = [("/src/vimage.statics.tsv", "# about all\nF:M.a\tcache\nF:Other.x\tcache\nF:M.d\tvirtualized\nF:System.String.Empty\tcache\nbroken\n")],
        },
        Code);
}
