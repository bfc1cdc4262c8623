using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.MSBuild;

namespace Vimage.Migration.Loading;

/// <summary>Loads a solution or project as MSBuild would build it.</summary>
internal static class SolutionLoader
{
    internal static async Task<Codebase> LoadAsync(string path, LoadOptions options, CancellationToken cancellation)
    {
        options.OnProgress(new StepProgress("load", 0, 0));
        LoadFailures failures = new(path);
        using MSBuildWorkspace workspace = MSBuildWorkspace.Create(
            new Dictionary<string, string>(options.Properties) { ["Configuration"] = options.Configuration });
        using WorkspaceEventRegistration registration =
            workspace.RegisterWorkspaceFailedHandler(failure => failures.Add(failure.Diagnostic));
        Solution solution = WithDocumentation(await OpenAsync(workspace, path, cancellation).ConfigureAwait(false));
        failures.ThrowIfAny(solution);

        List<Project> ordered =
        [
            .. solution.GetProjectDependencyGraph().GetTopologicallySortedProjects(cancellation)
                .Select(id => solution.GetProject(id)!)
                .Where(static project => project.Language == LanguageNames.CSharp),
        ];
        Dictionary<ProjectId, CodebaseProject> loaded = [];
        foreach (Project project in ordered)
        {
            options.OnProgress(new StepProgress("compile", loaded.Count, ordered.Count));
            RestoreCheck.ThrowIfNotRestored(project);
            GeneratorCheck.ThrowIfNotLoaded(project);
            loaded.Add(project.Id, await ProjectCompiler.CompileAsync(project, loaded, cancellation).ConfigureAwait(false));
        }

        if (loaded.Count == 0)
        {
            throw new MigrationException(MigrationExitCode.NotLoaded, $"'{path}' has no C# project.");
        }

        string root = CommonFolder.Of(Path.GetDirectoryName(path)!, loaded.Values.SelectMany(static project => project.Files.Keys));
        return new Codebase(root, [.. loaded.Values], failures.Remarks);
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

    // Without an XML file to write, the compiler would not read the documentation, and so not see what a cref means.
    private static Solution WithDocumentation(Solution solution)
    {
        foreach (Project project in solution.Projects)
        {
            if (project.ParseOptions is CSharpParseOptions { DocumentationMode: DocumentationMode.None } options)
            {
                solution = solution.WithProjectParseOptions(project.Id, options.WithDocumentationMode(DocumentationMode.Parse));
            }
        }

        return solution;
    }
}
