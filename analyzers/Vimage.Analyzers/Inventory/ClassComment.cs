using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Analyzers.Inventory;

/// <summary>The class of a static in a comment at its declaration: <c>// vimage: process-shared: one clock for all</c>.</summary>
internal static class ClassComment
{
    private const string Prefix = "vimage:";

    /// <summary>Returns whether a comment before or behind the declaration classifies the static.</summary>
    internal static bool Exists(ISymbol variable, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in variable.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation).FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } declaration
                && declaration.GetLeadingTrivia().Concat(declaration.GetTrailingTrivia()).Any(IsClass))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the comment that classifies a static.</summary>
    internal static string Of(string @class, string reason) => $"// {Prefix} {@class}: {reason}";

    // A class alone will do where no reason is needed.
    private static bool IsClass(SyntaxTrivia trivia)
    {
        if (!trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
        {
            return false;
        }

        string text = trivia.ToString().TrimStart('/', ' ');
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        string[] parts = text.Substring(Prefix.Length).Split([':'], 2);
        string name = parts[0].Trim();
        return StaticClasses.All.Contains(name)
            && (!StaticClasses.NeedsReason(name) || (parts.Length == 2 && !string.IsNullOrWhiteSpace(parts[1])));
    }
}
