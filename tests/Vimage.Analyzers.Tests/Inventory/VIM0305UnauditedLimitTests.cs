using Microsoft.CodeAnalysis.Testing;
using Vimage.Analyzers.Tests.Harness;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Inventory.VIM0305UnauditedLimitAnalyzer>;

namespace Vimage.Analyzers.Tests.Inventory;

public sealed class VIM0305UnauditedLimitTests
{
    private const string Two = "F:M.a\tunaudited\told\nF:M.b\tunaudited\told\nF:M.c\tcache\n";

    [Theory]
    [InlineData("", 1, "the file does not limit them; add the line '# unaudited: 2'")]
    [InlineData("# unaudited: 1\n", 15, "1 are allowed; classify or virtualize the new ones instead")]
    [InlineData("# unaudited: 3\n", 15, "3 are allowed; write '# unaudited: 2', so that they don't become more again")]
    public Task ReportsAnotherNumber(string limit, int end, string problem) => Rule.ReportsWith(
        new TestOptions
        {
            AdditionalFiles = [("/vimage.statics.tsv", limit + Two)],
            Expected = [DiagnosticResult.CompilerError(RuleIds.UnauditedLimit).WithSpan("/vimage.statics.tsv", 1, 1, 1, end).WithArguments(2, problem)],
        },
        "class M { static int a, b, c; }");

    [Theory]
    [InlineData("# unaudited: 2\n" + Two)]
    [InlineData("F:M.c\tcache\n")]
    [InlineData("# unaudited: 0\n")]
    public Task IgnoresTheNumberThatIsAllowed(string file) => Rule.ReportsWith(
        new TestOptions { AdditionalFiles = [("/vimage.statics.tsv", file)] },
        "class M { static int a, b, c; }");
}
