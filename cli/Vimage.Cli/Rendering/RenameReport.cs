using Spectre.Console;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming;

namespace Vimage.Cli.Rendering;

/// <summary>Shows what a rename came to.</summary>
internal static class RenameReport
{
    private const int MaxErrors = 10;

    internal static void Write(IAnsiConsole console, Codebase codebase, RenameResult result, bool isDryRun, bool listAll)
    {
        string done = isDryRun || !result.IsSound ? "would be" : "were";
        console.WriteLine(
            $"{result.Globals.Count} statics {done} virtualized, {result.ByRef.Count} of them by reference; {result.UseCount} uses "
            + $"{done} rewritten in {result.Files.Count} of {codebase.FileCount} files.");
        WriteDisabled(console, codebase, result);
        WriteSkipped(console, result);
        foreach (HandEdit edit in result.HandEdits)
        {
            console.WriteLine($"{codebase.Show(edit.FilePath)}:{edit.Line}: edit by hand: {edit.Reason}");
        }

        WriteErrors(console, result, listAll ? int.MaxValue : MaxErrors);
        WarnOfMissingPackage(console, codebase, result);
    }

    private static void WriteDisabled(IAnsiConsole console, Codebase codebase, RenameResult result)
    {
        if (result.Disabled.Count == 0)
        {
            return;
        }

        int renamed = result.Disabled.Count(static use => use.IsRenamed);
        console.WriteLine($"In disabled branches of #if, {renamed} names were taken for the statics, {result.Disabled.Count - renamed} were not:");
        foreach (DisabledUse use in result.Disabled)
        {
            console.WriteLine($"  {codebase.Show(use.FilePath)}:{use.Line}: {use.Name} {(use.IsRenamed ? "renamed" : "left")}");
        }
    }

    private static void WriteSkipped(IAnsiConsole console, RenameResult result)
    {
        foreach (Migration.Globals.GlobalVariable global in result.Skipped)
        {
            console.WriteLine($"Skipped, because the result would not compile: {global.Name}");
        }
    }

    private static void WriteErrors(IAnsiConsole console, RenameResult result, int max)
    {
        if (result.IsSound)
        {
            return;
        }

        console.WriteLine($"Nothing was changed: the result would have {result.Errors.Count} new errors.");
        foreach (string error in result.Errors.Take(max))
        {
            console.WriteLine($"  {error}");
        }

        if (result.Errors.Count > max)
        {
            console.WriteLine("  ... (--on-error list shows all, --on-error skip leaves out the statics they are about)");
        }
    }

    private static void WarnOfMissingPackage(IAnsiConsole console, Codebase codebase, RenameResult result)
    {
        foreach (CodebaseProject project in codebase.Projects.Where(static project => !project.HasVimage))
        {
            if (result.Files.Any(file => project.Files.ContainsKey(file.Path)))
            {
                console.WriteLine($"Project {project.Name} does not reference the package Vimage yet: dotnet add package Vimage.");
            }
        }
    }
}
