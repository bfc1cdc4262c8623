using System.Globalization;
using Spectre.Console;
using Vimage.Migration.Progress;

namespace Vimage.Cli.Rendering;

/// <summary>Shows how far projects are.</summary>
internal static class StatusTable
{
    internal static void Write(IAnsiConsole console, IReadOnlyList<ProjectStage> projects)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("project", "statics");
        foreach ((string name, _, _) in projects[0].Stages)
        {
            table.AddColumn(name);
        }

        foreach (ProjectStage project in projects)
        {
            table.AddRow([
                new Text(project.Project),
                new Text(project.Statics.ToString(CultureInfo.InvariantCulture)),
                .. project.Stages.Select(static stage => new Text(Share(stage.Done, stage.Total))),
            ]);
        }

        console.Write(table);
    }

    internal static string Share(int done, int total) => total == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{done} of {total}");
}
