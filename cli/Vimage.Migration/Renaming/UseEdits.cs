using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Editing;
using Vimage.Migration.Globals;

namespace Vimage.Migration.Renaming;

/// <summary>Rewrites uses to accessors.</summary>
internal sealed class UseEdits(IReadOnlySet<GlobalKey> byRef, string prefix, EditSet edits)
{
    private readonly HashSet<HandEdit> _handEdits = [];
    private readonly HashSet<(string FilePath, int Position)> _awaitedWrites = [];

    /// <summary>Gets the uses that can't be rewritten.</summary>
    internal IReadOnlyCollection<HandEdit> HandEdits => _handEdits;

    /// <summary>Gets the places where an accessor by reference is now assigned an awaited value, as positions before the edits.</summary>
    internal IReadOnlyCollection<(string FilePath, int Position)> AwaitedWrites => _awaitedWrites;

    internal void Edit(IEnumerable<Use> uses)
    {
        foreach (Use use in uses)
        {
            if (use.Needs.HasFlag(UseNeeds.NameStays))
            {
                continue;
            }

            bool isByRef = byRef.Contains(use.Global);
            if (isByRef && use.Needs.HasFlag(UseNeeds.ByValueForTree))
            {
                _handEdits.Add(HandEdit.At(
                    use.Name, "is in an expression tree, where an accessor by reference can't be; copy it to a local before"));
                continue;
            }

            string file = use.Name.SyntaxTree!.FilePath;
            edits.Replace(file, use.Name.Span, prefix + use.Name.ValueText);
            SpellOutName(use, file);
            if (isByRef && use.Needs.HasFlag(UseNeeds.ByValueForAwait))
            {
                _awaitedWrites.Add((file, use.Name.SpanStart));
            }
        }
    }

    private void SpellOutName(Use use, string file)
    {
        string? separator = use.Needs.HasFlag(UseNeeds.NamesMember) ? " = "
            : use.Needs.HasFlag(UseNeeds.NamesElement) ? ": "
            : null;
        if (separator is not null)
        {
            int start = use.Name.Parent!.Parent is MemberAccessExpressionSyntax access && access.Name == use.Name.Parent
                ? access.SpanStart
                : use.Name.SpanStart;
            edits.Insert(file, start, use.Name.Text + separator);
        }
    }
}
