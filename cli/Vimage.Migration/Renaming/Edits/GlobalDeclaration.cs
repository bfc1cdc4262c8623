using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Globals;

namespace Vimage.Migration.Renaming.Edits;

/// <summary>A declaration of a global, in one of the forms that <c>#if</c> gives its file.</summary>
/// <param name="Global">The global.</param>
/// <param name="Tree">The file.</param>
/// <param name="Position">Where the name is.</param>
internal readonly record struct GlobalDeclaration(GlobalKey Global, SyntaxTree Tree, int Position)
{
    internal MemberDeclarationSyntax Member =>
        Tree.GetRoot().FindToken(Position).Parent!.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
}
