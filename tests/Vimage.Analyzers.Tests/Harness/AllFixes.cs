using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Analyzers.Tests.Harness;

/// <summary>All fixes together, as an editor asks them.</summary>
internal static class AllFixes
{
    /// <summary>Asks, for each diagnostic of each file, every fix that there is for it, and does what it offers.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="sources">Files of one project; each gets a namespace of its own.</param>
    /// <param name="where">What failed, if something does.</param>
    /// <returns>How many fixes were offered.</returns>
    internal static async Task<int> ApplyEachAsync(string mode, IReadOnlyList<string> sources, string where)
    {
        using AdhocWorkspace workspace = new();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Test",
            "Test",
            LanguageNames.CSharp,
            compilationOptions: TestProject.CompilationOptions,
            parseOptions: AllRules.ParseOptions,
            metadataReferences: TestProject.References,
            analyzerReferences: [GeneratorReference.Instance]))
            .AddDocument("Usings.cs", TestProject.Usings, filePath: "/Usings.cs").Project
            .AddAnalyzerConfigDocument(".globalconfig", SourceText.From(TestProject.ConfigText(mode)), filePath: "/.globalconfig").Project;
        for (int i = 0; i < sources.Count; i++)
        {
            project = project.AddDocument($"Mutant{i}.cs", $"namespace N{i};\n{sources[i]}", filePath: $"/Mutant{i}.cs").Project;
        }

        CSharpCompilation compilation = AllRules.EnableAll((CSharpCompilation)(await project.GetCompilationAsync())!);
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(AllRules.Analyzers, new AnalyzerOptions([], new ConfigOptions(mode)))
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics, static each => each.Id is "AD0001" or "CS8785");

        ILookup<string, CodeFixProvider> fixes = AllRules.Fixes
            .SelectMany(static fix => fix.FixableDiagnosticIds.Select(id => (Id: id, Fix: fix)))
            .ToLookup(static pair => pair.Id, static pair => pair.Fix);
        int offered = 0;
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && project.Documents.FirstOrDefault(each => each.FilePath == tree.FilePath) is { } document)
            {
                foreach (CodeFixProvider fix in fixes[diagnostic.Id])
                {
                    offered += await ApplyAsync(fix, document, diagnostic, $"{where}, {mode}");
                }
            }
        }

        return offered;
    }

    private static async Task<int> ApplyAsync(CodeFixProvider fix, Document document, Diagnostic diagnostic, string where)
    {
        List<CodeAction> actions = [];
        try
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(
                document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
            foreach (CodeAction action in actions)
            {
                await action.GetOperationsAsync(TestContext.Current.CancellationToken);
            }
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            string text = (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
            Assert.Fail($"{where}: {fix.GetType().Name} on {diagnostic}: {thrown}\n{text}");
        }

        return actions.Count;
    }
}
