using System.Diagnostics;
using Vimage.Bench.Harness;
using Vimage.Proof;

namespace Vimage.Bench.Proof;

/// <summary>How much of virtualisation is left in a program once it is compiled out: nothing.</summary>
/// <remarks>
/// Methods that use a <c>ByRef</c> accessor, and differ for it, are counted by themselves, in rows of their own.
/// </remarks>
internal sealed class ProofSuite : ISuite
{
    public string Name => "proof";

    public string Summary => "methods whose IL and machine code are those of the plain program, in Globals";

    public string InputForm => "NAME=PLAIN.dll,VIRTUALIZED.dll";

    public IEnumerable<Row> Run(Effort effort, IReadOnlyList<string> inputs)
    {
        BuildPair[] others = [.. inputs.Select(BuildPair.Parse)];
        using SampleProgram sample = new();
        return [.. others.Prepend(sample.Pair).SelectMany(Compare)];
    }

    private static IEnumerable<Row> Compare(BuildPair pair)
    {
        long start = Stopwatch.GetTimestamp();
        ProofResult result = ZeroDifferenceProof.CompareAsync(pair.Plain, pair.Virtualized).GetAwaiter().GetResult();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        MethodComparison[] differing = [.. result.Methods.Where(static method => method.Il.Grade is IlGrade.Different or IlGrade.Missing)];
        int byRef = differing.Count(UsesReference);
        int compiled = result.Methods.Count(static method => method.MachineCode is not MachineCodeGrade.NoBody);
        int codeByRef = result.Methods.Count(static method => method.MachineCode is MachineCodeGrade.Different && UsesReference(method));
        return
        [
            new Row($"{pair.Name}-methods", result.Methods.Count, "methods"),
            new Row($"{pair.Name}-il-by-ref", byRef, "methods"),
            new Row($"{pair.Name}-il-equal", Percent(result.Methods.Count - differing.Length, result.Methods.Count - byRef), "%", Target: Target.AtLeast(100)),
            new Row($"{pair.Name}-code-by-ref", codeByRef, "methods"),
            new Row($"{pair.Name}-code-equal", Percent(result.Count(MachineCodeGrade.Identical), compiled - codeByRef), "%", Target: Target.AtLeast(100)),
            new Row($"{pair.Name}-seconds", seconds, "s"),
        ];
    }

    private static double Percent(int part, int whole) => 100.0 * part / whole;

    // What a ByRef accessor returns is an address: it is loaded, and then read or written through.
    private static bool UsesReference(MethodComparison method) =>
        Count(method.Il.After, "ldsflda") > Count(method.Il.Before, "ldsflda") || Count(method.Il.After, "& ") > Count(method.Il.Before, "& ");

    private static int Count(IReadOnlyList<string> lines, string text) =>
        lines.Count(line => line.Contains(text, StringComparison.Ordinal));
}
