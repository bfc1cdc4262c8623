using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers.Inventory;
using Vimage.Analyzers.Tests.Harness;
using Vimage.CodeFixes.Inventory;

namespace Vimage.Analyzers.Tests.Inventory;

/// <summary>"Virtualize this static" in a library of two targets, and in an application that uses it.</summary>
public sealed class VirtualizeAcrossSolutionTests : IDisposable
{
    private const string Library = "public static class Clock\n{\n    public static int Ticks; // since then\n    public static void Tick() => Ticks++;\n}\n";
    private const string Application = "class App { void Run() { Clock.Ticks = 1; System.Console.WriteLine(Clock.Ticks + nameof(Clock.Ticks)); } }\n";

    private readonly AdhocWorkspace _workspace = new();

    [Fact]
    public async Task AllUsesInAllProjectsAreRewritten_OnceEach()
    {
        Project net8 = AddProject("Library(net8.0)", "Clock.cs", Library);
        Project net10 = AddProject("Library(net10.0)", "Clock.cs", Library);
        Project application = AddProject("Application", "App.cs", Application, net10.Id);

        Solution changed = await VirtualizeAsync(_workspace.CurrentSolution.GetProject(net8.Id)!);

        const string NewLibrary =
            "public static partial class Clock\n{\n    [global::Vimage.Virtualized] public static int Ticks; // since then\n    public static void Tick() => V_Ticks++;\n}\n";
        Assert.Equal(NewLibrary, await TextOf(changed, net8.Id));
        Assert.Equal(NewLibrary, await TextOf(changed, net10.Id));
        Assert.Equal(
            "class App { void Run() { Clock.V_Ticks = 1; System.Console.WriteLine(Clock.V_Ticks + nameof(Clock.V_Ticks)); } }\n",
            await TextOf(changed, application.Id));
        foreach (Project project in changed.Projects)
        {
            Compilation compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
            Assert.DoesNotContain(
                compilation.GetDiagnostics(TestContext.Current.CancellationToken), static each => each.Severity == DiagnosticSeverity.Error);
        }
    }

    public void Dispose() => _workspace.Dispose();

    private static async Task<Solution> VirtualizeAsync(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithOptions(compilation.Options.WithSpecificDiagnosticOptions([KeyValuePair.Create(RuleIds.UnclassifiedStatic, ReportDiagnostic.Error)]))
            .WithAnalyzers([new VIM0301UnclassifiedStaticAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        List<CodeAction> actions = [];
        await new VIM0301UnclassifiedStaticCodeFix().RegisterCodeFixesAsync(new CodeFixContext(
            project.Documents.First(), Assert.Single(diagnostics), (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        CodeAction virtualize = actions.First(static action => action.EquivalenceKey == "Virtualize");
        ImmutableArray<CodeActionOperation> operations = await virtualize.GetOperationsAsync(TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private static async Task<string> TextOf(Solution solution, ProjectId project) =>
        (await solution.GetProject(project)!.Documents.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    // Projects that have a file in common are the targets of one project.
    private Project AddProject(string name, string file, string source, params ProjectId[] references)
    {
        ProjectId id = ProjectId.CreateNewId();
        TextLoader text = TextLoader.From(TextAndVersion.Create(SourceText.From(source), VersionStamp.Default));
        return _workspace.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            name,
            name.Split('(')[0],
            LanguageNames.CSharp,
            compilationOptions: TestProject.CompilationOptions,
            parseOptions: AllRules.ParseOptions,
            documents: [DocumentInfo.Create(DocumentId.CreateNewId(id), file, loader: text, filePath: $"/src/{file}")],
            projectReferences: references.Select(static reference => new ProjectReference(reference)),
            metadataReferences: TestProject.References,
            analyzerReferences: [GeneratorReference.Instance]));
    }
}
