using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Migration.Loading;

/// <summary>The reference to Vimage's runtime that a project needs for its marks to mean something.</summary>
internal static class RuntimeReference
{
    // Not the one that this process runs on, which may be for a newer framework than a project's.
    private static readonly MetadataReference s_runtime =
        MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "target", "Vimage.Runtime.dll"));

    /// <summary>Gets the oldest version of .NET that the package has a runtime for.</summary>
    internal static Version MinimumFramework { get; } = new(8, 0);

    internal static bool IsIn(CSharpCompilation compilation) =>
        compilation.GetTypeByMetadataName("Vimage.VirtualizedAttribute") is not null;

    /// <summary>Returns whether the framework that a project is built for has what the runtime needs.</summary>
    internal static bool IsPossibleIn(CSharpCompilation compilation)
    {
        AssemblyIdentity core = compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly.Identity;
        return core.Name is "System.Runtime" or "System.Private.CoreLib" && core.Version >= MinimumFramework;
    }

    /// <summary>Returns the compilation with the reference, where that is possible.</summary>
    internal static CSharpCompilation AddTo(CSharpCompilation compilation) =>
        IsIn(compilation) || !IsPossibleIn(compilation) ? compilation : compilation.AddReferences(s_runtime);
}
