using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>
/// Tells by syntax alone that a name is no member: most occurrences of a short name are locals and parameters, and binding a body
/// to learn that is what costs.
/// </summary>
internal static class LocalNames
{
    /// <summary>Returns whether a local or parameter around a name has that name, so that it can't mean a static.</summary>
    internal static bool Has(SimpleNameSyntax name)
    {
        bool isQualified = name.Parent is MemberAccessExpressionSyntax access && access.Name == name;
        string word = name.Identifier.ValueText;
        SyntaxNode inner = name;
        for (SyntaxNode? outer = name.Parent; !isQualified && outer is not null and not TypeDeclarationSyntax; outer = outer.Parent)
        {
            bool isDeclared = (outer, inner) switch
            {
                // A local is known in all of its block, even before its declaration.
                (BlockSyntax block, _) => block.Statements.Any(statement => Declares(statement, word)),
                (BaseMethodDeclarationSyntax method, BlockSyntax or ArrowExpressionClauseSyntax) => Declares(method.ParameterList, word),
                (LocalFunctionStatementSyntax function, BlockSyntax or ArrowExpressionClauseSyntax) => Declares(function.ParameterList, word),
                _ => false,
            };
            if (isDeclared)
            {
                return true;
            }

            inner = outer;
        }

        return false;
    }

    private static bool Declares(StatementSyntax statement, string word) =>
        statement is LocalDeclarationStatementSyntax local
        && local.Declaration.Variables.Any(variable => variable.Identifier.ValueText == word);

    private static bool Declares(ParameterListSyntax parameters, string word) =>
        parameters.Parameters.Any(parameter => parameter.Identifier.ValueText == word);
}
