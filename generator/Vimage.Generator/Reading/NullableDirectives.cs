using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Generator.Reading;

/// <summary>The <c>#nullable</c> directives of a file, as far as they concern annotations.</summary>
internal sealed class NullableDirectives
{
    private readonly List<(int Position, bool? IsAnnotated)> _changes = [];

    private NullableDirectives()
    {
    }

    internal static NullableDirectives Of(CompilationUnitSyntax root)
    {
        NullableDirectives directives = new();
        for (DirectiveTriviaSyntax? each = root.GetFirstDirective(); each is not null; each = each.GetNextDirective())
        {
            if (each is NullableDirectiveTriviaSyntax { IsActive: true } nullable
                && !nullable.TargetToken.IsKind(SyntaxKind.WarningsKeyword))
            {
                bool? setting = nullable.SettingToken.Kind() switch
                {
                    SyntaxKind.EnableKeyword => true,
                    SyntaxKind.DisableKeyword => false,
                    _ => null,
                };
                directives._changes.Add((nullable.SpanStart, setting));
            }
        }

        return directives;
    }

    /// <summary>Returns whether annotations are enabled at a position, or <see langword="null"/> for the project's default.</summary>
    internal bool? IsAnnotatedAt(int position)
    {
        bool? isAnnotated = null;
        foreach ((int from, bool? setting) in _changes)
        {
            if (from > position)
            {
                break;
            }

            isAnnotated = setting;
        }

        return isAnnotated;
    }
}
