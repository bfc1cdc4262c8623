using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Migration.Loading;

/// <summary>A project for one framework.</summary>
public sealed class CodebaseProject
{
    internal CodebaseProject(string name, CSharpCompilation sources, IReadOnlyDictionary<string, SyntaxTree> files)
    {
        Name = name;
        HasVimage = RuntimeReference.IsIn(sources);
        Sources = RuntimeReference.AddTo(sources);
        Compilation = OwnGenerator.Run(Sources, VimageMode.Globals);
        Files = files;
    }

    /// <summary>Gets the project's name, with the framework if there are several.</summary>
    public string Name { get; }

    /// <summary>Gets the project file; nothing for a plain folder.</summary>
    public string? ProjectPath { get; init; }

    /// <summary>Gets where the build puts the assembly; nothing for a plain folder.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Gets the files that people wrote, by full path.</summary>
    public IReadOnlyDictionary<string, SyntaxTree> Files { get; }

    /// <summary>Gets a value indicating whether the project references the runtime's assembly, and so the package.</summary>
    public bool HasVimage { get; }

    /// <summary>Compiles the project, and counts its errors.</summary>
    /// <param name="cancellation">To stop.</param>
    /// <returns>How many there are.</returns>
    public int CountErrors(CancellationToken cancellation) =>
        Compilation.GetDiagnostics(cancellation).Count(static each => each.Severity == DiagnosticSeverity.Error);

    /// <summary>Gets what is compiled, what other source generators have added among it, and a reference to the runtime.</summary>
    internal CSharpCompilation Sources { get; }

    /// <summary>Gets <see cref="Sources"/> with what Vimage's generator adds in <c>Globals</c>.</summary>
    internal CSharpCompilation Compilation { get; }

    /// <summary>Gets the projects whose <see cref="Compilation"/> this one references.</summary>
    internal IReadOnlyList<CodebaseProject> Dependencies { get; init; } = [];
}
