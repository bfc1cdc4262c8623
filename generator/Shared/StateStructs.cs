using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage;

/// <summary>
/// State structs: a nested <c>[Virtualized] partial struct</c> in the user's own file whose fields are the variables of the
/// module around it. The type around it gets a static of each field's name.
/// </summary>
internal static class StateStructs
{
    /// <summary>Returns whether a type carries the mark, rightly or not.</summary>
    internal static bool IsMarked(TypeDeclarationSyntax type) => Marks.Find(type, Marks.Virtualized) is not null;

    /// <summary>Returns whether a type is a state struct that the generator serves.</summary>
    internal static bool IsServed(TypeDeclarationSyntax type) =>
        IsMarked(type) && ObstacleOf(type) == StateStructObstacle.None;

    /// <summary>Returns what keeps the mark on a type from working.</summary>
    internal static StateStructObstacle ObstacleOf(TypeDeclarationSyntax type) => type switch
    {
        not StructDeclarationSyntax => StateStructObstacle.NotAStruct,
        { Parent: not TypeDeclarationSyntax } => StateStructObstacle.NotNested,
        { TypeParameterList: not null } => StateStructObstacle.Generic,
        _ when Eligibility.Has(type, SyntaxKind.RefKeyword) => StateStructObstacle.NotAStruct,
        _ when !Eligibility.Has(type, SyntaxKind.PartialKeyword) => StateStructObstacle.NotPartial,
        _ => StateStructObstacle.None,
    };

    /// <summary>Returns what keeps a field of a state struct from being a variable.</summary>
    internal static MarkObstacle ObstacleOf(FieldDeclarationSyntax field) =>
        Eligibility.Has(field, SyntaxKind.ConstKeyword) ? MarkObstacle.Constant
        : Eligibility.Has(field, SyntaxKind.StaticKeyword) ? MarkObstacle.StaticInStateStruct
        : Eligibility.Has(field, SyntaxKind.FixedKeyword) ? MarkObstacle.FixedBuffer
        : Eligibility.IsThreadStatic(field) ? MarkObstacle.ThreadStatic
        : MarkObstacle.None;

    /// <summary>Returns the variables of a state struct, each with its declaration.</summary>
    internal static IEnumerable<FieldDeclarationSyntax> VariablesOf(TypeDeclarationSyntax type)
    {
        foreach (MemberDeclarationSyntax member in type.Members)
        {
            if (member is FieldDeclarationSyntax field && ObstacleOf(field) == MarkObstacle.None)
            {
                yield return field;
            }
        }
    }
}
