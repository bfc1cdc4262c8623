using Vimage.Bench.Harness;

namespace Vimage.Bench.Generator;

/// <summary>All contenders through all edits, at one size.</summary>
internal sealed class GeneratorContest(string size, int fields, GeneratorContender mvvm, IReadOnlyList<GeneratorContender> ours)
{
    private const int TargetedFields = 10_000;

    internal IEnumerable<Row> Run(Effort effort)
    {
        GeneratorContender[] contenders = [mvvm, .. ours];
        Dictionary<Edit, int>?[] outputs =
        [
            .. contenders.Select(contender => Counts(contender, effort) ? GeneratorRun.CountOutputs(contender, fields) : null),
        ];
        Project[] projects = [.. contenders.Select(contender => new Project(contender, fields, tracksSteps: false))];
        foreach (Edit edit in Edit.All)
        {
            GeneratorRun[][] runs = Measure(projects, edit, edit == Edit.Cold ? effort.SlowestRounds : effort.SlowerRounds);
            for (int i = 0; i < contenders.Length; i++)
            {
                foreach (Row row in RowsOf(contenders[i], edit, runs[i], runs[0], outputs[i]?[edit]))
                {
                    yield return row;
                }
            }
        }
    }

    private static GeneratorRun[][] Measure(Project[] projects, Edit edit, int rounds)
    {
        GeneratorRun[][] runs = [.. projects.Select(_ => new GeneratorRun[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < projects.Length; i++)
            {
                // Opening the project was a cold run already, and takes long enough.
                runs[i][round] = edit == Edit.Cold && round == 0
                    ? projects[i].Opening
                    : GeneratorRun.Measure(projects[i], edit, round);
            }
        }

        return runs;
    }

    private IEnumerable<Row> RowsOf(GeneratorContender contender, Edit edit, GeneratorRun[] own, GeneratorRun[] peer, int? outputs)
    {
        bool isPeer = contender == mvvm;
        string id = $"{edit.Id}-{size}-{contender.Id}";
        double milliseconds = Measurement.Median(own.Select(static run => run.Milliseconds));
        if (isPeer)
        {
            yield return new Row(id, milliseconds, "ms");
        }
        else
        {
            double ratio = Measurement.Median(own.Zip(peer, static (a, b) => a.Milliseconds / b.Milliseconds));
            yield return new Row(id, milliseconds, "ms", $"{edit.Id}-{size}-{mvvm.Id}", ratio, IfTargeted(RatioTarget(edit)));
        }

        yield return new Row(id + "-kb", Measurement.Median(own.Select(static run => run.Kilobytes)), "KB");
        if (outputs is { } count)
        {
            yield return new Row(id + "-outputs", count, "files", Target: isPeer ? null : IfTargeted(OutputsTarget(edit)));
        }
    }

    // Counting takes the peer half a minute at the largest size.
    private bool Counts(GeneratorContender contender, Effort effort) =>
        contender != mvvm || fields < TargetedFields || !effort.IsShort;

    private Target? IfTargeted(Target? target) => fields == TargetedFields ? target : null;

    private static Target? RatioTarget(Edit edit) =>
        edit == Edit.UnrelatedComment ? Target.AtMost(1.0 / 50)
        : edit == Edit.Cold || edit == Edit.MarkedComment || edit == Edit.RenameField ? Target.AtMost(1.0 / 10)
        : null;

    private static Target? OutputsTarget(Edit edit) =>
        edit == Edit.UnrelatedComment ? Target.AtMost(0)
        : edit == Edit.MarkedComment || edit == Edit.RenameField ? Target.AtMost(1)
        : null;
}
