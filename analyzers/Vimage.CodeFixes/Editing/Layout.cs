using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.CodeFixes.Editing;

/// <summary>How a file is laid out, so that what is added looks like what is there.</summary>
internal static class Layout
{
    /// <summary>Returns the white space that the line of a node begins with.</summary>
    internal static string IndentationOf(SyntaxNode node, SourceText text)
    {
        string line = text.Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>Returns one step of indentation.</summary>
    internal static string StepOf(string indentation) => indentation.StartsWith("\t", StringComparison.Ordinal) ? "\t" : "    ";

    /// <summary>Returns the line end that a file uses.</summary>
    internal static string LineEndOf(SourceText text)
    {
        TextLine first = text.Lines[0];
        string end = text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
        return end.Length > 0 ? end : "\n";
    }
}
