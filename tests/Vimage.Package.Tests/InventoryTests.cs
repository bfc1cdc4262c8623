using System.Text.RegularExpressions;
using Vimage.Package.Tests.Harness;

namespace Vimage.Package.Tests;

/// <summary>The inventory alone: a project without marks, which has the package for its gate and for nothing else.</summary>
public sealed partial class InventoryTests(PackageFixture package)
{
    private const string GateFile = "vimage.statics.tsv";
    private const string Head = "symbol\tclass\treason\n";
    private const string Ticks = "F:Clock.Ticks\tprocess-shared\tthere is one clock\n";
    private const string Skews = "F:Clock.Skews\tunaudited\tnobody has looked at it yet\n";

    // As VIM0301's page says.
    private const string RulesAlone = """IncludeAssets="analyzers;buildTransitive" PrivateAssets="all" """;

    [Fact]
    public async Task TheRulesLeaveNothingOfVimageInTheOutput()
    {
        ConsumerProject project = CreateProject("InventoryOutput", "Ticks", Head + Ticks);
        await project.Build("Release", "");
        Assert.DoesNotContain(project.References("Release"), static name => name.StartsWith("Vimage", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(project.OutputPath("Release"))!, "Vimage*"));
        Assert.Equal("1", await project.Run("Release"));
    }

    [Fact]
    public async Task ANewStatic_IsAnErrorThatPrintsTheExactLineToAdd()
    {
        ConsumerProject project = CreateProject("InventoryGate", "Ticks, Skews = 1", Head + Ticks);
        string line = Assert.Single(LinesToAdd(await project.Build("Debug", "", 1)));
        Assert.Equal(Skews.TrimEnd(), line);

        project.Write(GateFile, $"# unaudited: 1\n{Head}{Ticks}{line}\n");
        await project.Build("Debug", "");
    }

    [Fact]
    public async Task TheListOfUnauditedStatics_MayOnlyShrink()
    {
        ConsumerProject project = CreateProject("InventoryLimit", "Ticks, Skews = 1", $"# unaudited: 0\n{Head}{Ticks}{Skews}");
        Assert.Contains("error VIM0305: 1 statics are unaudited, and 0 are allowed", await project.Build("Debug", "", 1), StringComparison.Ordinal);

        project.Write(GateFile, $"# unaudited: 2\n{Head}{Ticks}{Skews}");
        Assert.Contains("write '# unaudited: 1'", await project.Build("Debug", "", 1), StringComparison.Ordinal);

        project.Write(GateFile, $"# unaudited: 1\n{Head}{Ticks}{Skews}");
        await project.Build("Debug", "");
    }

    [Fact]
    public async Task AStaleLine_IsAWarning()
    {
        ConsumerProject project = CreateProject("InventoryStale", "Ticks", $"{Head}{Ticks}F:Clock.Gone\tcache\t\n");
        string output = await project.Build("Debug", "", 0, "-p:TreatWarningsAsErrors=false");
        Assert.Contains($"{GateFile}(3,1): warning VIM0303: 'F:Clock.Gone' does not exist", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAGateFile_NothingIsReported()
    {
        ConsumerProject project = CreateProject("InventoryOff", "Ticks", gate: null);
        await project.Build("Debug", "");
        string output = await project.Build("Debug", "", 1, "-p:VimageInventory=true");
        Assert.Equal("F:Clock.Ticks", Assert.Single(LinesToAdd(output)).Split('\t')[0]);
    }

    private ConsumerProject CreateProject(string name, string statics, string? gate)
    {
        ConsumerProject project = package.CreateConsumer(
            name,
            $$"""
            internal static class Clock { internal static int {{statics}}; }

            internal static class Program
            {
                private static void Main() => Console.WriteLine(++Clock.Ticks);
            }
            """,
            referenceAttributes: RulesAlone);
        if (gate is not null)
        {
            project.Write(GateFile, gate);
        }

        return project;
    }

    // MSBuild says each error twice, the second time in its summary.
    private static IEnumerable<string> LinesToAdd(string output) =>
        PrintedLine().Matches(output).Select(static match => match.Groups["line"].Value).Distinct();

    [GeneratedRegex(@"error VIM0301: .* why not: (?<line>F:\S+\t.*?) (\(|\[)")]
    private static partial Regex PrintedLine();
}
