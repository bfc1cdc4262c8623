using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Migration.Loading;

/// <summary>Makes the compilations of loaded projects, and tells what people wrote from what was generated.</summary>
internal static class ProjectCompiler
{
    private static readonly string s_packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <param name="project">The project.</param>
    /// <param name="loaded">The projects that it depends on, compiled.</param>
    /// <param name="cancellation">To stop.</param>
    internal static async Task<CodebaseProject> CompileAsync(
        Project project, Dictionary<ProjectId, CodebaseProject> loaded, CancellationToken cancellation)
    {
        CSharpCompilation compilation = (CSharpCompilation)(await project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        HashSet<SyntaxTree> generated = [];
        List<SyntaxTree> own = [];
        foreach (SourceGeneratedDocument document in await project.GetSourceGeneratedDocumentsAsync(cancellation).ConfigureAwait(false))
        {
            SyntaxTree tree = (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false))!;
            generated.Add(tree);
            if (document.FilePath?.Contains(OwnGenerator.PathPart, StringComparison.Ordinal) == true)
            {
                own.Add(tree);
            }
        }

        Dictionary<string, SyntaxTree> files = new(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (!generated.Contains(tree) && IsWritten(tree.FilePath))
            {
                files[tree.FilePath] = tree;
            }
        }

        List<CodebaseProject> dependencies = [];
        foreach (ProjectReference reference in project.ProjectReferences)
        {
            if (loaded.TryGetValue(reference.ProjectId, out CodebaseProject? dependency))
            {
                dependencies.Add(dependency);
                compilation = ReferTo(dependency, compilation);
            }
        }

        return new CodebaseProject(project.Name, compilation.RemoveSyntaxTrees(own), files)
        {
            ProjectPath = project.FilePath,
            OutputPath = project.OutputFilePath,
            Dependencies = dependencies,
        };
    }

    // The workspace's own compilation of a dependency is without what this generator adds to it.
    private static CSharpCompilation ReferTo(CodebaseProject dependency, CSharpCompilation compilation)
    {
        CompilationReference? old = compilation.References
            .OfType<CompilationReference>()
            .FirstOrDefault(reference => reference.Compilation.AssemblyName == dependency.Compilation.AssemblyName);
        return old is null ? compilation : compilation.ReplaceReference(old, Refer(dependency.Compilation, old));
    }

    /// <summary>Returns a reference to another compilation that is otherwise as <paramref name="old"/> is.</summary>
    internal static CompilationReference Refer(CSharpCompilation compilation, CompilationReference old) =>
        compilation.ToMetadataReference(old.Properties.Aliases, old.Properties.EmbedInteropTypes);

    // Neither made by the build, nor brought by a package.
    private static bool IsWritten(string path) =>
        path.Length > 0
        && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !path.StartsWith(s_packages, StringComparison.Ordinal);
}
