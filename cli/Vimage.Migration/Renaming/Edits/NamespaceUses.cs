using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Renaming.Edits;

/// <summary>Finds out whether a file can name the mark without its namespace.</summary>
internal static class NamespaceUses
{
    // What a using for the namespace would bring in.
    private static readonly IdentifierScanner s_types = new(typeof(Vnet).Assembly.GetExportedTypes()
        .Where(static type => type.Namespace == nameof(Vimage))
        .SelectMany(static type => new[] { type.Name, WithoutSuffix(type.Name) }));

    /// <param name="tree">The file.</param>
    /// <param name="position">Where the mark is to be.</param>
    /// <param name="project">A project that has the file.</param>
    internal static NamespaceUse Of(SyntaxTree tree, int position, CodebaseProject project)
    {
        SemanticModel model = project.Compilation.GetSemanticModel(tree);
        ISymbol[] found =
        [
            .. model.LookupNamespacesAndTypes(position, name: nameof(VirtualizedAttribute)),
            .. model.LookupNamespacesAndTypes(position, name: Marks.Virtualized),
        ];
        if (found is [{ ContainingNamespace: { Name: nameof(Vimage), ContainingNamespace.IsGlobalNamespace: true } }])
        {
            return NamespaceUse.InEffect;
        }

        bool isFree = found.Length == 0
            && s_types.Find(tree.GetText()).Count == 0
            && model.LookupNamespacesAndTypes(tree.GetCompilationUnitRoot().FullSpan.Start, name: nameof(Vimage))
                is [INamespaceSymbol { ContainingNamespace.IsGlobalNamespace: true }];
        return isFree ? NamespaceUse.Possible : NamespaceUse.Ambiguous;
    }

    private static string WithoutSuffix(string name) => name.EndsWith(nameof(Attribute), StringComparison.Ordinal)
        ? name[..^nameof(Attribute).Length]
        : name;
}
