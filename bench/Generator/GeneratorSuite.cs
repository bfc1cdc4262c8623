using Vimage.Bench.Harness;

namespace Vimage.Bench.Generator;

/// <summary>What the generator costs whoever types, beside a generator of the same shape that many projects have.</summary>
internal sealed class GeneratorSuite : ISuite
{
    private static readonly (string Id, int Fields)[] s_sizes = [("100", 100), ("1k", 1_000), ("10k", 10_000)];

    public string Name => "generator";

    public string Summary => "the source generator after an edit, beside CommunityToolkit.Mvvm's with as many fields";

    public IEnumerable<Row> Run(Effort effort, IReadOnlyList<string> inputs)
    {
        GeneratorContender mvvm = GeneratorContender.Mvvm();
        GeneratorContender[] ours = [GeneratorContender.Ours("globals", "Globals"), GeneratorContender.Ours("instance", "Instance")];
        CheckAndWarmUp([mvvm, .. ours]);
        foreach ((string size, int fields) in s_sizes)
        {
            foreach (Row row in new GeneratorContest(size, fields, mvvm, ours).Run(effort))
            {
                yield return row;
            }
        }
    }

    private static void CheckAndWarmUp(GeneratorContender[] contenders)
    {
        Project[] projects = [.. contenders.Select(static contender => new Project(contender, fields: 100, tracksSteps: false))];
        Array.ForEach(projects, static project => project.ThrowUnlessCompiles());
        Warmup.Run(
        [
            .. projects.SelectMany(static project => Edit.All.Select(edit => (Action)(() => Run(project, edit)))),
        ]);

        static void Run(Project project, Edit edit)
        {
            (Microsoft.CodeAnalysis.GeneratorDriver driver, Microsoft.CodeAnalysis.Compilation compilation) = edit.Make(project, 0);
            _ = driver.RunGenerators(compilation);
        }
    }
}
