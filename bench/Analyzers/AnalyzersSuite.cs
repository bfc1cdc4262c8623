using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Analyzers;

/// <summary>What the rules cost, beside those that the SDK runs in every project.</summary>
internal sealed class AnalyzersSuite : ISuite
{
    private const int Costliest = 3;

    // In one type: what grows with the square of them takes eight times as long for each.
    private const int FewMarks = 250;
    private const int ManyMarks = 2_000;

    // Until then the JIT is measured, and not the rules.
    private const int WarmupRounds = 5;

    public string Name => "analyzers";

    public string Summary =>
        $"all rules on a file of {MarkedFile.Lines} lines with {MarkedFile.Marks} marks, beside the {Costliest} costliest NetAnalyzers there";

    public IEnumerable<Row> Run(Effort effort, IReadOnlyList<string> inputs)
    {
        foreach (string mode in new[] { "Globals", "Instance" })
        {
            foreach (Row row in MeasureAsync(mode, effort).GetAwaiter().GetResult())
            {
                yield return row;
            }
        }

        foreach (Row row in MeasureGrowthAsync(effort).GetAwaiter().GetResult())
        {
            yield return row;
        }
    }

    private static async Task<IEnumerable<Row>> MeasureGrowthAsync(Effort effort)
    {
        RuleRun few = new("Instance", BigType.Source(FewMarks), RuleSets.Ours);
        RuleRun many = new("Instance", BigType.Source(ManyMarks), RuleSets.Ours);
        await few.MeasureAsync().ConfigureAwait(false);
        List<double> fewRounds = [];
        List<double> manyRounds = [];
        for (int round = 0; round < effort.SlowestRounds; round++)
        {
            fewRounds.Add(PerMark(await few.MeasureAsync().ConfigureAwait(false), FewMarks));
            manyRounds.Add(PerMark(await many.MeasureAsync().ConfigureAwait(false), ManyMarks));
        }

        Measurement peer = new($"per-mark-of-{FewMarks}", [.. fewRounds], Bytes: 0);
        Measurement own = new($"per-mark-of-{ManyMarks}", [.. manyRounds], Bytes: 0);
        Outcome outcome = new([peer, own]);
        return [outcome.Time(peer.Id, unit: "us"), outcome.Time(own.Id, peer: peer.Id, target: Target.AtMost(1.5), unit: "us")];
    }

    private static double PerMark(IReadOnlyDictionary<DiagnosticAnalyzer, TimeSpan> round, int marks) =>
        round.Values.Sum(static each => each.TotalNanoseconds) / marks;

    private static async Task<IEnumerable<Row>> MeasureAsync(string mode, Effort effort)
    {
        RuleRun run = new(mode, MarkedFile.Source, [.. RuleSets.Ours, .. RuleSets.Net]);
        for (int round = 0; round < WarmupRounds; round++)
        {
            await run.MeasureAsync().ConfigureAwait(false);
        }

        List<IReadOnlyDictionary<DiagnosticAnalyzer, TimeSpan>> rounds = [];
        for (int round = 0; round < effort.SlowerRounds; round++)
        {
            rounds.Add(await run.MeasureAsync().ConfigureAwait(false));
        }

        DiagnosticAnalyzer[] costliest =
        [
            .. RuleSets.Net
                .OrderByDescending(rule => Measurement.Median(rounds.Select(each => each[rule].TotalNanoseconds)))
                .Take(Costliest),
        ];
#pragma warning disable CA1308 // The ids of rows are in small letters.
        string suffix = mode.ToLowerInvariant();
#pragma warning restore CA1308
        Measurement peers = Sum($"net-costliest-{Costliest}-{suffix}", costliest, rounds);
        Measurement ours = Sum($"all-rules-{suffix}", RuleSets.Ours, rounds);
        Measurement all = Sum($"net-all-{suffix}", RuleSets.Net, rounds);
        Outcome outcome = new([peers, ours, all]);
        Console.WriteLine($"  the {Costliest} costliest of {RuleSets.Net.Length} in {mode}: {string.Join(", ", costliest.Select(static rule => rule.GetType().Name))}");
        return
        [
            outcome.Time(peers.Id, unit: "ms"),
            outcome.Time(all.Id, peer: peers.Id, unit: "ms"),
            outcome.Time(ours.Id, peer: peers.Id, target: Target.AtMost(3), unit: "ms"),
        ];
    }

    private static Measurement Sum(
        string id, IReadOnlyCollection<DiagnosticAnalyzer> rules, List<IReadOnlyDictionary<DiagnosticAnalyzer, TimeSpan>> rounds) =>
        new(id, [.. rounds.Select(round => rules.Sum(rule => round[rule].TotalNanoseconds))], Bytes: 0);
}
