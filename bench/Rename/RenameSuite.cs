using Vimage.Bench.Harness;
using Vimage.Migration.Globals;

namespace Vimage.Bench.Rename;

/// <summary>
/// <c>vimage rename</c> of 300 globals in a solution of 200,000 lines, most of them used across projects, beside the compiler platform's rename of the same globals.
/// </summary>
/// <remarks>
/// The peer would take minutes. It renames a sample of the globals, spread over all, and the figure for all is the sample's mean
/// times 300; the row's name says so. A fifth of a second for a global is what it needs in the largest of the real programs too
/// (docs/case-studies/mcgalaxy.md). A hundredth of 300 times that is less than it takes to bind the solution once, which a rename
/// that compiles its result has to do: this target is out of its reach.
/// </remarks>
internal sealed class RenameSuite : ISuite
{
    private const int ShortSample = 2;
    private const int FullSample = 10;
    private const double Megabyte = 1 << 20;

    public string Name => "rename";

    public string Summary => "renaming 300 globals in a solution of 20 projects and 200k lines, beside Renamer.RenameSymbolAsync (sampled, extrapolated)";

    public IEnumerable<Row> Run(Effort effort, IReadOnlyList<string> inputs)
    {
        using SyntheticSolution code = new();
        yield return new Row("solution-lines", code.LineCount, "lines", Target: Target.AtLeast(200_000));

        yield return new Row("solution-projects", code.Projects.Count, "projects");

        string list = Path.Combine(Path.GetDirectoryName(code.Path)!, "globals.txt");
        File.WriteAllLines(list, Enumerable.Range(0, SyntheticSolution.Globals).Select(SyntheticSolution.GlobalName));
        GlobalsList globals = GlobalsList.Read(list);
        OwnRename[] runs = [.. Enumerable.Range(0, effort.IsShort ? 1 : 3).Select(_ => OwnRename.RunAsync(code.Path, globals).GetAwaiter().GetResult())];

        double bind = Measurement.Median(runs.Select(static run => run.BindSeconds));
        double whole = Measurement.Median(runs.Select(static run => run.LoadSeconds + run.RenameSeconds));
        double rename = Measurement.Median(runs.Select(static run => run.RenameSeconds));
        yield return new Row("load-and-bind", bind, "s");
        yield return new Row(
            "load-and-rename",
            whole,
            "s",
            "load-and-bind",
            Measurement.Median(runs.Select(static run => (run.LoadSeconds + run.RenameSeconds) / run.BindSeconds)),
            Target.AtMost(1.5));

        // Of the first run: to later ones, what the process keeps of the runs before looks like nothing.
        yield return new Row("loaded-memory", runs[0].LoadedBytes / Megabyte, "MB");
        yield return new Row(
            "rename-memory", runs[0].RenamedBytes / Megabyte, "MB", "loaded-memory", (double)runs[0].RenamedBytes / runs[0].LoadedBytes, Target.AtMost(2));

        double peer = SamplePeerAsync(code.Projects, effort.IsShort ? ShortSample : FullSample).GetAwaiter().GetResult();
        double all = peer * SyntheticSolution.Globals;
        yield return new Row("renamer-one-sampled", peer, "s");
        yield return new Row("renamer-300-extrapolated", all, "s");
        yield return new Row("rename-300", rename, "s", "renamer-300-extrapolated", rename / all, Target.AtMost(0.01));
    }

    private static async Task<double> SamplePeerAsync(IReadOnlyList<SyntheticProject> projects, int sample)
    {
        using PeerRename peer = new(projects);
        await peer.LoadAsync().ConfigureAwait(false);

        // The first one pays for what is compiled by then.
        _ = await peer.RenameAsync(SyntheticSolution.GlobalName(SyntheticSolution.Globals - 1)).ConfigureAwait(false);
        double seconds = 0;
        for (int i = 0; i < sample; i++)
        {
            seconds += await peer.RenameAsync(SyntheticSolution.GlobalName(i * (SyntheticSolution.Globals - 2) / sample)).ConfigureAwait(false);
        }

        return seconds / sample;
    }
}
