using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Graduating;

/// <summary>
/// The initializers of a state struct run after those of the statics that stay. Finds those that can't: who would then see, or
/// show, another value.
/// </summary>
internal static class InitializerOrder
{
    /// <summary>Returns the declarations that have to stay, each with the static that keeps it.</summary>
    /// <param name="type">The module.</param>
    /// <param name="project">A project that has it.</param>
    /// <param name="movable">The declarations that could be moved.</param>
    /// <param name="cancellation">To stop.</param>
    internal static Dictionary<MemberDeclarationSyntax, string> FindKept(
        INamedTypeSymbol type, CodebaseProject project, IReadOnlySet<MemberDeclarationSyntax> movable, CancellationToken cancellation)
    {
        Dictionary<MemberDeclarationSyntax, string> kept = [];
        MemberDeclarationSyntax[] statics = StaticsOf(type, project);
        if (statics.All(movable.Contains))
        {
            return kept;
        }

        InitializerTouches touches = new(type, project, cancellation);
        Effect[] effects = [.. statics.Select(member => Effect.Of(member, touches))];
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            for (int moved = 0; moved < effects.Length; moved++)
            {
                MemberDeclarationSyntax member = effects[moved].Member;
                if (movable.Contains(member)
                    && !kept.ContainsKey(member)
                    && effects.Skip(moved + 1).FirstOrDefault(
                        later => (!movable.Contains(later.Member) || kept.ContainsKey(later.Member)) && later.Meets(effects[moved])) is { } passed)
                {
                    kept.Add(member, passed.Name);
                    isChanged = true;
                }
            }
        }

        return kept;
    }

    // In the order in which they run.
    private static MemberDeclarationSyntax[] StaticsOf(INamedTypeSymbol type, CodebaseProject project)
    {
        Dictionary<SyntaxTree, int> order = [];
        foreach (SyntaxTree tree in project.Compilation.SyntaxTrees)
        {
            order.Add(tree, order.Count);
        }

        return
        [
            .. type.DeclaringSyntaxReferences
                .Where(reference => project.Files.ContainsKey(reference.SyntaxTree.FilePath))
                .OrderBy(reference => order[reference.SyntaxTree])
                .ThenBy(static reference => reference.Span.Start)
                .Select(static reference => reference.GetSyntax())
                .OfType<TypeDeclarationSyntax>()
                .SelectMany(static part => part.Members)
                .Where(static member => Eligibility.Has(member, SyntaxKind.StaticKeyword) && StaticInitializer.ValuesOf(member).Any()),
        ];
    }

    private sealed record Effect(MemberDeclarationSyntax Member, HashSet<GlobalKey> Own, HashSet<GlobalKey> Touched, HashSet<GlobalKey> Shared)
    {
        internal string Name => Member switch
        {
            BaseFieldDeclarationSyntax declaration => declaration.Declaration.Variables[0].Identifier.ValueText,
            _ => ((PropertyDeclarationSyntax)Member).Identifier.ValueText,
        };

        internal static Effect Of(MemberDeclarationSyntax member, InitializerTouches touches)
        {
            HashSet<GlobalKey> touched = [];
            HashSet<GlobalKey> shared = [];
            foreach (ExpressionSyntax value in StaticInitializer.ValuesOf(member))
            {
                (HashSet<GlobalKey> direct, HashSet<GlobalKey> directlyShared) = touches.Of(value);
                touched.UnionWith(direct);
                shared.UnionWith(directlyShared);
            }

            return new Effect(member, [.. KeysOf(member)], touched, shared);
        }

        internal bool Meets(Effect other) =>
            Touched.Overlaps(other.Own) || other.Touched.Overlaps(Own) || Shared.Overlaps(other.Touched) || other.Shared.Overlaps(Touched);

        private static IEnumerable<GlobalKey> KeysOf(MemberDeclarationSyntax member) => member switch
        {
            BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable =>
                new GlobalKey(member.SyntaxTree.FilePath, variable.Identifier.SpanStart)),
            PropertyDeclarationSyntax property => [new GlobalKey(member.SyntaxTree.FilePath, property.Identifier.SpanStart)],
            _ => [],
        };
    }
}
