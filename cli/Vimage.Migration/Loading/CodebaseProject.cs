using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Migration.Loading;

/// <summary>A project for one framework.</summary>
public sealed class CodebaseProject
{
    internal CodebaseProject(string name, CSharpCompilation compilation, IReadOnlyDictionary<string, SyntaxTree> files, bool hasVimage)
    {
        Name = name;
        Compilation = compilation;
        Files = files;
        HasVimage = hasVimage;
    }

    /// <summary>Gets the project's name, with the framework if there are several.</summary>
    public string Name { get; }

    /// <summary>Gets the compilation, with what source generators have added; nothing of that is by Vimage.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>Gets the files that people wrote, by full path.</summary>
    public IReadOnlyDictionary<string, SyntaxTree> Files { get; }

    /// <summary>Gets a value indicating whether the project references the runtime's assembly, and so the package.</summary>
    public bool HasVimage { get; }
}
