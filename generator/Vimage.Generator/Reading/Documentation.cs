using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Generator.Reading;

/// <summary>
/// The documentation comment of a member, as text: the compiler parses it only in projects that write a documentation file.
/// </summary>
internal static class Documentation
{
    /// <summary>Returns what stands between a tag's begin and its end, on one line and without tags; or nothing.</summary>
    internal static string Of(MemberDeclarationSyntax member, string tag)
    {
        string text = string.Join(" ", member.GetLeadingTrivia().ToFullString()
            .Split('\n')
            .Select(static line => line.Trim())
            .Where(static line => line.StartsWith("///", StringComparison.Ordinal))
            .Select(static line => line.Substring(3).Trim()));
        int begin = text.IndexOf($"<{tag}>", StringComparison.Ordinal);
        int end = text.IndexOf($"</{tag}>", StringComparison.Ordinal);
        return begin < 0 || end < begin ? "" : WithoutTags(text.Substring(begin + tag.Length + 2, end - begin - tag.Length - 2));
    }

    // Of <see cref="x"/> the x is what people read.
    private static string WithoutTags(string text)
    {
        StringBuilder plain = new();
        int from = 0;
        while (text.IndexOf('<', from) is >= 0 and int open && text.IndexOf('>', open) is >= 0 and int close)
        {
            plain.Append(text, from, open - from);
            string[] quoted = text.Substring(open, close - open).Split('"');
            plain.Append(quoted.Length > 1 ? quoted[1] : "");
            from = close + 1;
        }

        return plain.Append(text, from, text.Length - from).ToString()
            .Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&").Trim();
    }
}
