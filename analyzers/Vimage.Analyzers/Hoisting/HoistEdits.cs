using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Analyzers.Hoisting;

/// <summary>The text of a hoisted lookup: a view, taken once, in front of the name of each variable.</summary>
internal static class HoistEdits
{
    /// <summary>Returns how the view is best called: as the module, with a small letter.</summary>
    internal static string NameOf(HoistCandidate candidate)
    {
        string module = candidate.Module.Name;
        string name = char.ToLowerInvariant(module[0]) + module.Substring(1);
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && name != module ? name : name + "View";
    }

    /// <summary>Returns the changes.</summary>
    /// <param name="candidate">What to hoist.</param>
    /// <param name="view">The name of the view; one that is free in the method.</param>
    /// <param name="model">The file's model.</param>
    /// <param name="text">The file's text.</param>
    internal static IEnumerable<TextChange> ChangesOf(HoistCandidate candidate, string view, SemanticModel model, SourceText text)
    {
        int position = candidate.Before.SpanStart;
        bool isInScope = model.LookupSymbols(position, name: candidate.Hook.Name).Any(
            symbol => SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, candidate.Hook.OriginalDefinition));
        string qualifier = isInScope ? "" : candidate.Module.ToMinimalDisplayString(model, position) + ".";
        string declaration = $"var {view} = {qualifier}{candidate.Hook.Name}({GeneratedNames.CurrentVnet});";
        TextLine line = text.Lines.GetLineFromPosition(position);
        string before = text.ToString(TextSpan.FromBounds(line.Start, position));

        // Behind what comes before: the statement may begin with a use, which is changed too.
        if (string.IsNullOrWhiteSpace(before) && line.LineNumber > 0)
        {
            TextLine previous = text.Lines[line.LineNumber - 1];
            string end = text.ToString(TextSpan.FromBounds(previous.End, previous.EndIncludingLineBreak));
            yield return new TextChange(new TextSpan(previous.End, 0), end + before + declaration);
        }
        else
        {
            yield return new TextChange(
                new TextSpan(candidate.Before.GetFirstToken().GetPreviousToken().Span.End, 0), " " + declaration);
        }

        foreach (ExpressionSyntax use in candidate.Uses)
        {
            // M.V_x and V_x alike.
            SimpleNameSyntax name = use is MemberAccessExpressionSyntax access ? access.Name : (SimpleNameSyntax)use;
            yield return new TextChange(TextSpan.FromBounds(use.SpanStart, name.SpanStart), $"{view}.");
        }
    }
}
