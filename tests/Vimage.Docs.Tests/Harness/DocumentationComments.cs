using System.Net;
using System.Text.RegularExpressions;

namespace Vimage.Docs.Tests.Harness;

/// <summary>Reads the code in the documentation comments of a source file, as the blocks of a page.</summary>
internal static partial class DocumentationComments
{
    internal static Page Read(string path, string source)
    {
        string text = source.ReplaceLineEndings("\n");
        CodeBlock[] blocks =
        [
            .. from match in Code().Matches(text)
               let code = WebUtility.HtmlDecode(Slashes().Replace(match.Groups["code"].Value, ""))
               select new CodeBlock(path, "csharp", text[..match.Groups["code"].Index].Count(static each => each == '\n') + 1, code, new Dictionary<string, string>()),
        ];
        return new Page(path, [.. Namespace().Matches(text).Select(static match => match.Groups["name"].Value)], blocks, []);
    }

    [GeneratedRegex(@"^ *///.*<code>\n?(?<code>[\s\S]*?)</code>", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("^ */// ?", RegexOptions.Multiline)]
    private static partial Regex Slashes();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
