using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Vimage.Analyzers.Tests.Harness;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Configuration.VIM0902LanguageTooOldAnalyzer>;

namespace Vimage.Analyzers.Tests.Configuration;

public sealed class VIM0902LanguageTooOldTests
{
    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp11)]
    public Task ReportsFieldsBeforeTwelve(LanguageVersion version) => Rule.ReportsWith(
        Old(version), "partial class M { [Vimage.Virtualized] static int [|x|], [|y|]; }");

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    public Task ReportsPropertiesAndEventsBeforeFourteen(LanguageVersion version) => Rule.ReportsWith(
        Old(version),
        """
        partial class M
        {
            [Virtualized] static partial int [|P|] { get; set; }
            [Virtualized] static partial event Action [|E|];
        }
        """);

    [Fact]
    public Task IgnoresFieldsFromTwelveOn() => Rule.ReportsWith(
        new TestOptions { LanguageVersion = LanguageVersion.CSharp12 }, "partial class M { [Virtualized] static int x; }");

    [Fact]
    public Task IgnoresAnythingInFourteen() => Rule.Ignores(
        "partial class M { [Virtualized] static int x; [Virtualized] static partial int P { get; set; } }");

    private static TestOptions Old(LanguageVersion version) =>
        new() { LanguageVersion = version, Compiler = CompilerDiagnostics.None };
}
