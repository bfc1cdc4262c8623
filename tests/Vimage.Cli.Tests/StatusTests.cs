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
                [Virtualized] private partial struct State { internal int e; }
                static void F() { V_a++; e++; c = b; d++; while (V_a > 0) { V_a--; } }
            }
            """);
        _scratch.Write("vimage.statics.tsv", "F:A.c\tvirtualize\tlive\n");
        string svg = _scratch.PathOf("progress.svg");
        (int code, string output, _) = await Tool.RunAsync("status", _scratch.Root, "--svg", svg);
        Assert.Equal(0, code);

        // Five statics; d is not classified; c is to be marked; b is used raw; no proof; one look-up would pay; e is in a struct.
        string row = output.Split('\n').Single(line => line.Contains(Path.GetFileName(_scratch.Root), StringComparison.Ordinal));
        Assert.Equal(["5", "4 of 5", "3 of 4", "2 of 3", "-", "0 of 1", "1 of 3"], row.Trim().Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..]);
        Assert.Contains("4 of 5", XDocument.Load(svg).Root!.Value, StringComparison.Ordinal);
    }
}
