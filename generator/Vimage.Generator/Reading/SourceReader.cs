using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Generator.Model;

namespace Vimage.Generator.Reading;

/// <summary>Reads one source file: from its syntax alone, so that the result can be kept as long as the file is.</summary>
internal static class SourceReader
{
    internal static SourceFacts Read(SyntaxTree tree, CancellationToken cancellation)
    {
        CompilationUnitSyntax root = (CompilationUnitSyntax)tree.GetRoot(cancellation);
        NullableDirectives nullable = NullableDirectives.Of(root);
        List<ModulePart> parts = [];
        foreach (TypeDeclarationSyntax type in TypesIn(root.Members))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Eligibility.Has(type, SyntaxKind.PartialKeyword)
                && !StateStructs.IsMarked(type)
                && ModulePartReader.Read(type, nullable) is { } part
                && Eligibility.IsExtensible(type))
            {
                parts.Add(part);
            }
        }

        return new SourceFacts(parts.ToEquatableArray());
    }

    private static IEnumerable<TypeDeclarationSyntax> TypesIn(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            SyntaxList<MemberDeclarationSyntax> inside = default;
            if (member is BaseNamespaceDeclarationSyntax @namespace)
            {
                inside = @namespace.Members;
            }
            else if (member is TypeDeclarationSyntax type)
            {
                yield return type;
                inside = type.Members;
            }

            foreach (TypeDeclarationSyntax nested in TypesIn(inside))
            {
                yield return nested;
            }
        }
    }
}
