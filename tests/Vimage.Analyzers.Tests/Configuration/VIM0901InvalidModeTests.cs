using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Vimage.Analyzers.Tests.Harness;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Configuration.VIM0901InvalidModeAnalyzer>;

namespace Vimage.Analyzers.Tests.Configuration;

public sealed class VIM0901InvalidModeTests
{
    [Theory]
    [InlineData("Instances")]
    [InlineData("2")]
    [InlineData("Globals, Struct")]
    public Task ReportsAnythingElse(string mode) => Rule.ReportsWith(
        new TestOptions
        {
            Mode = mode,
            Expected = [new DiagnosticResult("VIM0901", DiagnosticSeverity.Error).WithArguments(mode)],
        },
        "");

    [Theory]
    [InlineData("")]
    [InlineData("Globals")]
    [InlineData("struct")]
    [InlineData(" INSTANCE ")]
    public Task IgnoresTheModes(string mode) => Rule.ReportsWith(new TestOptions { Mode = mode }, "");
}
