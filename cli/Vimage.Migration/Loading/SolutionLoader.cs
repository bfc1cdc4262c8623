using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.MSBuild;

namespace Vimage.Migration.Loading;

/// <summary>Loads a solution or project as MSBuild would build it.</summary>
internal static class SolutionLoader
{
    // What Vimage's own generator has added is left out: it is made again from what the sources become.
    private const string OwnGenerator = "Vimage.Generator";

    internal static async Task<Codebase> LoadAsync(string path, LoadOptions options, CancellationToken cancellation)
    {
        List<WorkspaceDiagnostic> failures = [];
        using MSBuildWorkspace workspace = MSBuildWorkspace.Create(
            new Dictionary<string, string> { ["Configuration"] = options.Configuration });
        using WorkspaceEventRegistration registration = workspace.RegisterWorkspaceFailedHandler(failure =>
        {
            if (failure.Diagnostic.Kind == WorkspaceDiagnosticKind.Failure)
            {
                failures.Add(failure.Diagnostic);
            }
        });
        options.OnStep("load");
        Solution solution = await OpenAsync(workspace, path, cancellation).ConfigureAwait(false);
        if (failures.Count > 0)
        {
            throw new MigrationException(
                MigrationExitCode.NotLoaded,
                $"'{path}' did not load: {failures[0].Message.Trim()} Build it first: dotnet build \"{path}\".");
        }

        options.OnStep("compile");
        List<CodebaseProject> projects = [];
        foreach (Project project in solution.Projects.Where(static project => project.Language == LanguageNames.CSharp))
        {
            projects.Add(await CompileAsync(project, cancellation).ConfigureAwait(false));
        }

        return projects.Count > 0
            ? new Codebase(Path.GetDirectoryName(path)!, projects)
            : throw new MigrationException(MigrationExitCode.NotLoaded, $"'{path}' has no C# project.");
    }

    private static async Task<Solution> OpenAsync(MSBuildWorkspace workspace, string path, CancellationToken cancellation)
    {
        try
        {
            return Path.GetExtension(path) == ".csproj"
                ? (await workspace.OpenProjectAsync(path, cancellationToken: cancellation).ConfigureAwait(false)).Solution
                : await workspace.OpenSolutionAsync(path, cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            throw new MigrationException(MigrationExitCode.NotLoaded, $"'{path}' did not load: {thrown.Message}");
        }
    }

    private static async Task<CodebaseProject> CompileAsync(Project project, CancellationToken cancellation)
    {
        CSharpCompilation compilation =
            (CSharpCompilation)(await project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        HashSet<SyntaxTree> generated = [];
        List<SyntaxTree> own = [];
        foreach (SourceGeneratedDocument document in
            await project.GetSourceGeneratedDocumentsAsync(cancellation).ConfigureAwait(false))
        {
            SyntaxTree tree = (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false))!;
            generated.Add(tree);
            if (document.FilePath?.Contains(OwnGenerator, StringComparison.Ordinal) == true)
            {
                own.Add(tree);
            }
        }

        ThrowIfGeneratorsFailed(project, compilation);
        Dictionary<string, SyntaxTree> files = new(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (!generated.Contains(tree) && tree.FilePath.Length > 0 && !IsBuildOutput(tree.FilePath))
            {
                files[tree.FilePath] = tree;
            }
        }

        return new CodebaseProject(
            project.Name, compilation.RemoveSyntaxTrees(own), files, RuntimeReference.IsIn(compilation));
    }

    // A host older than the SDK gets zero generators and no word from them; that is worse than no result.
    private static void ThrowIfGeneratorsFailed(Project project, CSharpCompilation compilation)
    {
        foreach (Microsoft.CodeAnalysis.Diagnostics.AnalyzerReference reference in project.AnalyzerReferences)
        {
            if (reference is Microsoft.CodeAnalysis.Diagnostics.UnresolvedAnalyzerReference)
            {
                throw new MigrationException(
                    MigrationExitCode.NotLoaded,
                    $"Project '{project.Name}' uses the generator or analyzer '{reference.FullPath}', which does not exist. "
                        + $"Restore and build it first: dotnet build \"{project.FilePath}\". ({compilation.AssemblyName})");
            }
        }
    }

    private static bool IsBuildOutput(string path) =>
        path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
