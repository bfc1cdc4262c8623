using Microsoft.CodeAnalysis.Testing;
using Vimage.Analyzers.Configuration;
using Vimage.Analyzers.Tests.Harness;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Configuration.VIM0903InvalidSettingAnalyzer>;

namespace Vimage.Analyzers.Tests.Configuration;

public sealed class VIM0903InvalidSettingTests
{
    [Theory]
    [InlineData("many")]
    [InlineData("0")]
    [InlineData("-1")]
    public Task ReportsValuesThatMeanNothing(string value) => Rule.ReportsWith(
        new TestOptions
        {
            Config = [$"{Settings.HoistThreshold.Key} = {value}"],
            Expected = [DiagnosticResult.CompilerWarning(RuleIds.InvalidSetting).WithArguments(Settings.HoistThreshold.Key, value, 1, 4)],
        },
        "class C { }");

    [Fact]
    public Task IgnoresValidValues() => Rule.ReportsWith(
        new TestOptions { Config = [$"{Settings.HoistThreshold.Key} = 7"] },
        "class C { }");
}
