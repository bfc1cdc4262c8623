using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Migration.Loading;

/// <summary>The reference to Vimage's runtime that a project needs for its marks to mean something.</summary>
internal static class RuntimeReference
{
    private static readonly MetadataReference s_runtime = MetadataReference.CreateFromFile(typeof(Vnet).Assembly.Location);

    internal static bool IsIn(CSharpCompilation compilation) =>
        compilation.GetTypeByMetadataName("Vimage.VirtualizedAttribute") is not null;

    /// <summary>Returns the compilation with the reference.</summary>
    internal static CSharpCompilation AddTo(CSharpCompilation compilation) =>
        IsIn(compilation) ? compilation : compilation.AddReferences(s_runtime);
}
