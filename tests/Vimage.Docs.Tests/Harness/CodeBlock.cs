using System.Text.RegularExpressions;

namespace Vimage.Docs.Tests.Harness;

/// <summary>A block of code on a page.</summary>
/// <param name="Path">The path of the page.</param>
/// <param name="Language">What stands behind the fence.</param>
/// <param name="Line">The number of its first line.</param>
/// <param name="Code">Its lines.</param>
/// <param name="Comments">What the comments before it say, by their first words.</param>
internal sealed partial record CodeBlock(string Path, string Language, int Line, string Code, IReadOnlyDictionary<string, string> Comments)
{
    /// <summary>Gets where it is, as compilers say it.</summary>
    internal string Place => $"{Path}:{Line}";

    /// <summary>Gets why it is not compiled, of a comment <c>&lt;!-- not compiled: WHY --&gt;</c>.</summary>
    internal string? WhyNotCompiled => Comments.GetValueOrDefault("not compiled");

    /// <summary>Gets the snapshot that it shows a part of, of a comment <c>&lt;!-- generated-output: NAME --&gt;</c>.</summary>
    internal string? Snapshot => Comments.GetValueOrDefault("generated-output");

    /// <summary>
    /// Gets what the page takes for granted, of a comment <c>&lt;!-- given: MEMBERS --&gt;</c>: members of a class around the block.
    /// </summary>
    internal string Given => Comments.GetValueOrDefault("given", "");

    /// <summary>Gets the name of the file that it is, by its first line (<c>// Program.cs</c>); none if it is a fragment.</summary>
    internal string? FileName => NameOfFile().Match(Code) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(@"^// (?<name>[\w./]+\.cs)\n")]
    private static partial Regex NameOfFile();
}
