using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Editing;
using Vimage.Migration.Globals;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Renaming.Edits;

/// <summary>Rewrites uses to accessors.</summary>
internal sealed class UseEdits(IReadOnlySet<GlobalKey> byRef, AccessorNames accessors, EditSet edits)
{
    private readonly HashSet<HandEdit> _handEdits = [];
    private readonly HashSet<(string FilePath, int Position)> _rewritten = [];
    private readonly HashSet<(string FilePath, int Position)> _awaitedWrites = [];

    /// <summary>Gets the uses that can't be rewritten.</summary>
    internal IReadOnlyCollection<HandEdit> HandEdits => _handEdits;

    /// <summary>Gets the places of the uses that are rewritten.</summary>
    internal IReadOnlyCollection<(string FilePath, int Position)> Rewritten => _rewritten;

    /// <summary>Gets the places where an accessor by reference is now assigned an awaited value, as positions before the edits.</summary>
    internal IReadOnlyCollection<(string FilePath, int Position)> AwaitedWrites => _awaitedWrites;

    internal void Edit(Use use, bool isDisabled)
    {
        if (use.Needs.HasFlag(UseNeeds.NameStays))
        {
            return;
        }

        bool isByRef = byRef.Contains(use.Global);
        if (HandEditOf(use, isByRef, isDisabled) is { } reason)
        {
            _handEdits.Add(HandEdit.At(use.Name, reason));
            return;
        }

        string file = use.Name.SyntaxTree!.FilePath;
        _rewritten.Add(use.Place);
        edits.Replace(file, use.Name.Span, use.Qualifier + accessors.Of(use.Name.ValueText));
        SpellOutName(use, file);
        foreach (CapturedArgument captured in use.Captured)
        {
            edits.Insert(file, captured.Position, EditRank.Code, captured.Text);
        }

        if (isByRef && use.Needs.HasFlag(UseNeeds.AwaitedWrite))
        {
            _awaitedWrites.Add(use.Place);
        }
    }

    private static string? HandEditOf(Use use, bool isByRef, bool isDisabled) => isByRef switch
    {
        false when use.Needs.HasFlag(UseNeeds.Address) => "is an event, whose delegate has no reference; change it by assignment",
        false => null,
        _ when use.Needs.HasFlag(UseNeeds.ExpressionTree) =>
            "is in an expression tree, where an accessor by reference can't be; copy it to a local before",
        _ when use.Needs.HasFlag(UseNeeds.HeldOverAwait) =>
            "is passed by reference beside an awaited argument; await that into a local before",
        _ when use.Needs.HasFlag(UseNeeds.AwaitedWrite) && isDisabled =>
            "is assigned an awaited value in a disabled branch; await that into a local before",
        _ => null,
    };

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
            edits.Insert(file, start, EditRank.Code, use.Name.Text + separator);
        }
    }
}
