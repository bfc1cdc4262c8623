using System.Text.RegularExpressions;

namespace Vimage.Docs.Tests.Harness;

/// <summary>A page of Markdown, in blocks of code and the lines around them.</summary>
/// <param name="Path">Its path, relative to the root of the repository.</param>
/// <param name="Usings">The namespaces of a comment <c>&lt;!-- usings: A, B --&gt;</c>, which the fragments of the page need.</param>
/// <param name="Blocks">Its blocks of code, of any language.</param>
/// <param name="Text">Its other lines, by their numbers.</param>
internal sealed partial record Page(string Path, IReadOnlyList<string> Usings, IReadOnlyList<CodeBlock> Blocks, IReadOnlyList<(int Line, string Text)> Text)
{
    internal static Page Parse(string path, string markdown)
    {
        string[] lines = markdown.ReplaceLineEndings("\n").Split('\n');
        List<CodeBlock> blocks = [];
        List<(int, string)> text = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                text.Add((i + 1, lines[i]));
                continue;
            }

            int end = Array.IndexOf(lines, "```", i + 1);
            Assert.True(end > 0, $"{path}:{i + 1}: the block has no end.");
            blocks.Add(new CodeBlock(path, lines[i][3..], i + 2, string.Join('\n', lines[(i + 1)..end]), CommentsBefore(lines, i)));
            i = end;
        }

        string usings = text.Select(static line => Using().Match(line.Item2)).FirstOrDefault(static match => match.Success)?.Groups["names"].Value ?? "";
        return new Page(path, usings.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), blocks, text);
    }

    // Those that end in the line right before the block.
    private static Dictionary<string, string> CommentsBefore(string[] lines, int block)
    {
        Dictionary<string, string> comments = [];
        Match match = Comments().Match(string.Join('\n', lines[..block]) + "\n");
        foreach (Capture comment in match.Groups["comment"].Captures)
        {
            string[] parts = comment.Value.Split(':', 2, StringSplitOptions.TrimEntries);
            comments.Add(parts[0], parts.Length > 1 ? parts[1] : "");
        }

        return comments;
    }

    [GeneratedRegex("^<!-- usings: (?<names>.*) -->$")]
    private static partial Regex Using();

    [GeneratedRegex(@"(<!-- (?<comment>((?!-->)[\s\S])*?)\s-->\n)+$")]
    private static partial Regex Comments();
}
