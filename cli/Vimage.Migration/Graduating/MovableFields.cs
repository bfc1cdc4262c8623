using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Graduating;

/// <summary>Tells which declarations of a module can be moved into a state struct, and why the others can't.</summary>
internal static class MovableFields
{
    internal static (IReadOnlySet<MemberDeclarationSyntax> Movable, IReadOnlyList<(string Name, string Reason)> Left) Of(
        MarkedFields module, CancellationToken cancellation)
    {
        Dictionary<MemberDeclarationSyntax, IReadOnlyList<GlobalVariable>> declarations =
            module.Declarations().ToDictionary(static each => (MemberDeclarationSyntax)each.Field, static each => each.Variables);
        Dictionary<MemberDeclarationSyntax, string> reasons = [];
        foreach (IGrouping<SyntaxNode?, FieldDeclarationSyntax> part in declarations.Keys.Cast<FieldDeclarationSyntax>().GroupBy(static field => field.Parent))
        {
            SourceConditions conditions = new(part.Key!.SyntaxTree);
            foreach (FieldDeclarationSyntax field in part)
            {
                if ((ReasonOf(field, conditions) ?? TakenBy(field, module.Type)) is { } reason)
                {
                    reasons.Add(field, reason);
                }
            }
        }

        CodebaseProject project = module.Variables[0].Project;
        HashSet<MemberDeclarationSyntax> movable = [.. declarations.Keys.Where(field => !reasons.ContainsKey(field))];
        foreach ((MemberDeclarationSyntax field, string later) in InitializerOrder.FindKept(module.Type, project, movable, cancellation))
        {
            reasons.Add(field, $"would be initialized after '{later}', and the two have to do with each other");
        }

        movable.ExceptWith(reasons.Keys);
        return (movable, [.. reasons.SelectMany(each => declarations[each.Key].Select(global => (global.Name, each.Value)))]);
    }

    private static string? ReasonOf(FieldDeclarationSyntax field, SourceConditions conditions)
    {
        TypeDeclarationSyntax type = (TypeDeclarationSyntax)field.Parent!;
        return !Eligibility.IsEligible(field) || !Eligibility.IsExtensible(type) ? "has a mark that has no effect yet"
            : Eligibility.Has(field, SyntaxKind.ProtectedKeyword) ? "is protected, as no field of a struct can be"
            : conditions.At(field.SpanStart) != conditions.At(type.OpenBraceToken.SpanStart) ? "is under an #if or #nullable of its own"
            : field.ContainsDirectives && HasDirectiveInside(field) ? "has a directive inside"
            : null;
    }

    // Outside Globals the variable is a property, and has accessors.
    private static string? TakenBy(FieldDeclarationSyntax field, INamedTypeSymbol type) => field.Declaration.Variables
        .SelectMany(static variable => new[] { "get_" + variable.Identifier.ValueText, "set_" + variable.Identifier.ValueText })
        .Where(name => type.MemberNames.Contains(name))
        .Select(static name => $"would be a property in Instance, with an accessor '{name}', and its type has a member of that name")
        .FirstOrDefault();

    private static bool HasDirectiveInside(FieldDeclarationSyntax field) =>
        field.DescendantTrivia().Any(trivia => trivia.IsDirective && trivia.SpanStart > field.SpanStart);
}
