using System.Xml.Linq;
using Vimage.Cli.Tests.Harness;

namespace Vimage.Cli.Tests;

/// <summary>How far a code base is.</summary>
public sealed class StatusTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task EachStageIsCounted_AndDrawn()
    {
        _scratch.Write("A.cs", """
            using Vimage;
            static partial class A
            {
                [Virtualized] static int a;
                [Virtualized] static int b;
                static int c;
                static int d;
                static void F() { V_a++; c = b; d++; while (V_a > 0) { V_a--; } }
            }
            """);
        _scratch.Write("vimage.statics.tsv", "F:A.c\tvirtualize\tlive\n");
        string svg = _scratch.PathOf("progress.svg");
        (int code, string output, _) = await Tool.RunAsync("status", _scratch.Root, "--svg", svg);
        Assert.Equal(0, code);

        // Four statics; d is not classified; c is to be marked; b is used raw; no proof; one look-up would pay.
        string row = output.Split('\n').Single(line => line.Contains(Path.GetFileName(_scratch.Root), StringComparison.Ordinal));
        Assert.Equal(["4", "3 of 4", "2 of 3", "1 of 2", "-", "0 of 1"], row.Trim().Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..]);
        Assert.Contains("3 of 4", XDocument.Load(svg).Root!.Value, StringComparison.Ordinal);
    }
}
