using System.Diagnostics;
using System.Text;
using CsCheck;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Editing;
using Vimage.Migration.Loading;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>What is written as a diff is what <c>git apply</c> makes of it.</summary>
public sealed class UnifiedDiffTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "1:B")]
    [InlineData("a\nb\nc", "2:C")]
    [InlineData("a\r\nb\r\nc\r\n", "0:A 2:C")]
    [InlineData("a", "0:A")]
    [InlineData("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n", "0:x\\ny 5:z 15:w")]
    public async Task LinesAreReplaced(string before, string changes) => await AppliesAsync([(before, changes)]);

    [Fact]
    public Task AnyChangesOfAnyLines()
    {
        Gen<string> text = Gen.Select(Gen.Char["abc"].Array[0, 3], Gen.Bool).Select(static (chars, isWide) => new string(chars) + (isWide ? "\r\n" : "\n"))
            .Array[1, 40].Select(static lines => string.Concat(lines));
        var files = Gen.Select(text, Gen.Bool).Select(static (lines, endsWithLine) => endsWithLine ? lines : lines.TrimEnd())
            .Where(static lines => lines.Length > 0)
            .SelectMany(static lines => Gen.Int[0, lines.Split('\n').Length - (lines.EndsWith('\n') ? 2 : 1)].Array[1, 6]
                .Select(numbers => (lines, string.Join(' ', numbers.Distinct().Order().Select(static number => $"{number}:<{number}>\\n<more>")))))
            .Array[1, 3];
        return files.SampleAsync(AppliesAsync, iter: 40, threads: 1);
    }

    // Each change is "line:text": the text is put at the line's start.
    private static async Task AppliesAsync((string Before, string Changes)[] files)
    {
        using SourceFolder folder = new();
        List<FileChange> changes = [];
        for (int i = 0; i < files.Length; i++)
        {
            string path = folder.PathOf($"some folder/{i}.cs");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, files[i].Before);
            SourceText before = SourceText.From(files[i].Before, Encoding.UTF8);
            SourceText after = before.WithChanges(files[i].Changes.Split(' ').Select(each => ChangeOf(before, each)));
            changes.Add(new FileChange(path, before, after));
        }

        folder["changes.diff"] = UnifiedDiff.Of(new Codebase(folder.Root, [], []), changes);
        using Process git = Process.Start(new ProcessStartInfo("git", ["apply", "--whitespace=nowarn", "changes.diff"])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardError = true,
            Environment = { ["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(folder.Root) },
        })!;
        string error = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();
        Assert.True(git.ExitCode == 0, $"{error}\n{folder["changes.diff"]}");
        Assert.All(changes, change => Assert.Equal(change.After.ToString(), File.ReadAllText(change.Path)));
    }

    private static TextChange ChangeOf(SourceText text, string change)
    {
        string[] parts = change.Split(':');
        int start = text.Lines[int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)].Start;
        return new TextChange(new TextSpan(start, 0), parts[1].Replace("\\n", "\n", StringComparison.Ordinal));
    }
}
