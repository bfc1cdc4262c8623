using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers.Suppressors;
using Vimage.Analyzers.Tests.Harness;

namespace Vimage.Analyzers.Tests;

public sealed class MootWarningSuppressorTests
{
    private const string Source =
        """
        partial class M
        {
            [Virtualized] static int marked;
            static int plain;
        }
        """;

    public static TheoryData<string> Warnings =>
        [.. new MootWarningSuppressor().SupportedSuppressions.Select(static each => each.SuppressedDiagnosticId)];

    [Theory]
    [MemberData(nameof(Warnings))]
    public async Task AWarning_IsSuppressedOnMarkedFieldsOnly(string id)
    {
        (CSharpCompilation compilation, _) = AllRules.Compile(
            "Instance", AllRules.Parse(Source, "/Test.cs"), AllRules.Parse(TestProject.Usings, "/Usings.cs"));
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(
                [new MootWarningSuppressor(), new Warner(id)],
                new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, false, false, reportSuppressedDiagnostics: true))
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.True(diagnostics.First(each => each.Id == id && NameIn(each) == "marked").IsSuppressed);
        Assert.DoesNotContain(diagnostics, each => each.Id == id && NameIn(each) == "plain" && each.IsSuppressed);
    }

    private static string NameIn(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);

    // Stands for the analyzers of others. (Its ids are theirs; the compiler's own are reported in the same place.)
#pragma warning disable RS1001, RS1017, RS2008
    private sealed class Warner(string id) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor _rule = new(id, id, id, "Others", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxNodeAction(
                node => node.ReportDiagnostic(
                    Diagnostic.Create(_rule, ((VariableDeclaratorSyntax)node.Node).Identifier.GetLocation())),
                SyntaxKind.VariableDeclarator);
        }
    }
#pragma warning restore RS1001, RS1017, RS2008
}
