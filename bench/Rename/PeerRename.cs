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
    private readonly ProjectId _project = ProjectId.CreateNewId();
    private Solution _solution;

    internal PeerRename(string[] files)
    {
        _solution = _workspace.CurrentSolution
            .AddProject(_project, "Bench", "Bench", LanguageNames.CSharp)
            .WithProjectCompilationOptions(_project, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .WithProjectMetadataReferences(_project, Basic.Reference.Assemblies.Net100.References.All);
        foreach (string file in files)
        {
            _solution = _solution.AddDocument(
                DocumentId.CreateNewId(_project), Path.GetFileName(file), SourceText.From(File.ReadAllText(file)), filePath: file);
        }
    }

    /// <summary>Compiles the solution, so that no rename has to.</summary>
    internal async Task LoadAsync() => _ = (await _solution.GetProject(_project)!.GetCompilationAsync().ConfigureAwait(false))!.GetDiagnostics();

    /// <summary>Renames one global, in the solution that the renames before have left.</summary>
    /// <returns>The seconds that it took.</returns>
    internal async Task<double> RenameAsync(string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        Compilation compilation = (await _solution.GetProject(_project)!.GetCompilationAsync().ConfigureAwait(false))!;
        ISymbol symbol = compilation.GetTypeByMetadataName(fullName[..dot])!.GetMembers(fullName[(dot + 1)..]).Single();
        long start = Stopwatch.GetTimestamp();
        _solution = await Renamer.RenameSymbolAsync(_solution, symbol, new SymbolRenameOptions(), "V_" + symbol.Name).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => _workspace.Dispose();
}
