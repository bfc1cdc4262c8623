using Microsoft.CodeAnalysis.Testing;
using Vimage.Analyzers.Inventory;
using Vimage.Analyzers.Tests.Harness;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Inventory.VIM0304GateFileFaultAnalyzer>;

namespace Vimage.Analyzers.Tests.Inventory;

public sealed class VIM0304GateFileFaultTests
{
    [Theory]
    [InlineData("F:M.x", "has no class; write symbol, class and reason with tabs between them")]
    [InlineData("F:M.x\tprocess-shared\t ", "has no reason, which 'process-shared' needs")]
    [InlineData("F:M.x\tunaudited", "has no reason, which 'unaudited' needs")]
    [InlineData("F:M.a\tcache", "is about 'F:M.a' a second time")]
    public Task ReportsWrongLines(string line, string fault) => Rule.ReportsWith(
        new TestOptions
        {
            AdditionalFiles = [("/vimage.statics.tsv", $"F:M.a\tcache\n{line}\n")],
            Expected = [DiagnosticResult.CompilerError(RuleIds.GateFileFault).WithSpan("/vimage.statics.tsv", 2, 1, 2, line.Length + 1).WithArguments(fault)],
        },
        "class M { static int a, x; }");

    [Fact]
    public Task ReportsUnknownClassesWithTheKnownOnes() => Rule.ReportsWith(
        new TestOptions
        {
            AdditionalFiles = [("/vimage.statics.tsv", "F:M.a\tconst")],
            Expected =
            [
                DiagnosticResult.CompilerError(RuleIds.GateFileFault).WithSpan("/vimage.statics.tsv", 1, 1, 1, 12)
                    .WithArguments($"has the unknown class 'const'; the classes are {string.Join(", ", StaticClasses.All)}"),
            ],
        },
        "class M { static int a; }");

    [Fact]
    public Task IgnoresCommentsAndOtherFiles() => Rule.ReportsWith(
        new TestOptions
        {
            AdditionalFiles =
            [
                ("/vimage.statics.tsv", "symbol\tclass\treason\r\n\r\n# why\r\nF:M.a\tcache\r\nF:M.x\tprocess-shared\tone clock\r\n"),
                ("/other.tsv", "F:M.a"),
            ],
        },
        "class M { static int a, x; }");
}
