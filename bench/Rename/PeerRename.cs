using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Rename;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Bench.Rename;

/// <summary>The compiler platform's own rename, one symbol after the other, over the same files in the same process.</summary>
internal sealed class PeerRename : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly Dictionary<string, ProjectId> _projects = new(StringComparer.Ordinal);
    private Solution _solution;

    internal PeerRename(IReadOnlyList<SyntheticProject> projects)
    {
        _solution = _workspace.CurrentSolution;
        foreach (SyntheticProject project in projects)
        {
            ProjectId id = ProjectId.CreateNewId();
            _projects.Add(project.Name, id);
            _solution = _solution
                .AddProject(id, project.Name, project.Name, LanguageNames.CSharp)
                .WithProjectCompilationOptions(id, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
                .WithProjectMetadataReferences(id, Basic.Reference.Assemblies.Net100.References.All)
                .WithProjectReferences(id, project.References.Select(name => new ProjectReference(_projects[name])));
            foreach (string file in project.Files)
            {
                _solution = _solution.AddDocument(
                    DocumentId.CreateNewId(id), Path.GetFileName(file), SourceText.From(File.ReadAllText(file)), filePath: file);
            }
        }
    }

    /// <summary>Compiles the solution, so that no rename has to.</summary>
    internal async Task LoadAsync()
    {
        foreach (ProjectId project in _projects.Values)
        {
            _ = (await _solution.GetProject(project)!.GetCompilationAsync().ConfigureAwait(false))!.GetDiagnostics();
        }
    }

    /// <summary>Renames one global, in the solution that the renames before have left.</summary>
    /// <returns>The seconds that it took.</returns>
    internal async Task<double> RenameAsync(string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        ISymbol symbol = await FindAsync(fullName[..dot], fullName[(dot + 1)..]).ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        _solution = await Renamer.RenameSymbolAsync(_solution, symbol, new SymbolRenameOptions(), "V_" + symbol.Name).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // In the project that declares it, not in one that references that.
    private async Task<ISymbol> FindAsync(string type, string name)
    {
        foreach (ProjectId project in _projects.Values)
        {
            Compilation compilation = (await _solution.GetProject(project)!.GetCompilationAsync().ConfigureAwait(false))!;
            if (compilation.Assembly.GetTypeByMetadataName(type) is { } found)
            {
                return found.GetMembers(name).Single();
            }
        }

        throw new InvalidOperationException($"There is no type {type}.");
    }

    public void Dispose() => _workspace.Dispose();
}
