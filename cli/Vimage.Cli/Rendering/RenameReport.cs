using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming;
using Vimage.Migration.Renaming.Disabled;

namespace Vimage.Cli.Rendering;

/// <summary>Says what a rename came to.</summary>
internal static class RenameReport
{
    private const int MaxErrors = 10;

    internal static void Write(TextWriter writer, Codebase codebase, RenameResult result, bool isDryRun, bool listAll)
    {
        string done = isDryRun || !result.IsSound ? "would be" : "were";
        writer.WriteLine(
            $"{result.Globals.Count} statics {done} virtualized, {result.ByRef.Count} of them by reference; {result.UseCount} uses "
            + $"{done} rewritten; {result.Files.Count} of {codebase.FileCount} files {done} changed.");
        WriteDisabled(writer, codebase, result);
        foreach (GlobalVariable global in result.Globals.Where(global => result.Writable.Contains(global.Key)))
        {
            writer.WriteLine($"No longer read-only, because a static constructor writes it: {global.Name}");
        }

        foreach ((GlobalVariable global, string reason) in result.Skipped)
        {
            writer.WriteLine($"Skipped: {global.Name} {reason}.");
        }

        foreach (HandEdit edit in result.HandEdits)
        {
            writer.WriteLine(Line(codebase, edit));
        }

        WriteErrors(writer, codebase, result, listAll ? int.MaxValue : MaxErrors);
        foreach (CodebaseProject project in codebase.Projects.Where(static project => !project.HasVimage && project.ProjectPath is not null))
        {
            if (result.Files.Any(file => project.Files.ContainsKey(file.Path)))
            {
                writer.WriteLine($"Add the package to project {project.Name}: dotnet add \"{codebase.Show(project.ProjectPath!)}\" package Vimage");
            }
        }
    }

    /// <summary>Says what has to be edited by hand, and where.</summary>
    internal static string Line(Codebase codebase, HandEdit edit) => $"{codebase.Show(edit.FilePath)}({edit.Line}): edit by hand: {edit.Reason}";

    private static void WriteDisabled(TextWriter writer, Codebase codebase, RenameResult result)
    {
        if (result.Disabled.Count == 0)
        {
            return;
        }

        int renamed = result.Disabled.Count(static use => use.IsRenamed);
        writer.WriteLine(
            $"In disabled branches of #if, enabled for a look, {renamed} names are the statics, and {result.Disabled.Count - renamed} are something else:");
        foreach (DisabledUse use in result.Disabled)
        {
            writer.WriteLine($"  {codebase.Show(use.FilePath)}({use.Line}): {use.Name}{(use.IsRenamed ? "" : " (left)")}");
        }
    }

    private static void WriteErrors(TextWriter writer, Codebase codebase, RenameResult result, int max)
    {
        if (result.IsSound)
        {
            return;
        }

        writer.WriteLine($"Nothing was changed: the result would have {result.Errors.Count} new errors.");
        foreach (string error in result.Errors.Take(max))
        {
            writer.WriteLine($"  {error.Replace(codebase.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}");
        }

        if (result.Errors.Count > max)
        {
            writer.WriteLine("  ... (--on-error list shows all, --on-error skip leaves out the statics they are about)");
        }
    }
}
