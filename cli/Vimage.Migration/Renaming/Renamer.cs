using Vimage.Migration.Editing;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Renaming;

/// <summary>Turns listed statics into virtualized ones: marks them, makes their types partial, rewrites every use.</summary>
public static class Renamer
{
    /// <summary>Works out the whole rename and compiles its result. Nothing is written.</summary>
    /// <param name="codebase">The code base.</param>
    /// <param name="list">The globals.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">To stop.</param>
    /// <returns>What it comes to.</returns>
    /// <exception cref="MigrationException">The list names something that is not there, is ambiguous, or can't be virtualized.</exception>
    public static RenameResult Rename(Codebase codebase, GlobalsList list, RenameOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(codebase);
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(options);
        options.OnProgress(new StepProgress("resolve the list", 0, 0));
        List<GlobalVariable> globals = [.. GlobalResolver.Resolve(codebase, list, cancellation)];
        List<(GlobalVariable Global, string Reason)> skipped = [.. TakeObstructed(globals, codebase)];
        if (skipped.Count > 0 && options.OnError != OnError.Skip)
        {
            throw new MigrationException(
                MigrationExitCode.BadInput, string.Join('\n', skipped.Select(static each => $"'{each.Global.Name}' {each.Reason}.")));
        }

        RenameAttempt attempt = new RenamePass(codebase, new GlobalSet(globals), options, cancellation).Run();
        while (!attempt.Result.IsSound && options.OnError == OnError.Skip && attempt.Faulty.Count > 0)
        {
            skipped.AddRange(attempt.Faulty.Select(static global => (global, "would not compile")));
            globals.RemoveAll(global => attempt.Faulty.Contains(global));
            attempt = new RenamePass(codebase, new GlobalSet(globals), options, cancellation).Run();
        }

        return attempt.Result with { Skipped = skipped };
    }

    /// <summary>Writes the files of a result, all or none.</summary>
    /// <param name="result">A sound result.</param>
    /// <param name="cancellation">To stop, until the first file is replaced.</param>
    /// <exception cref="MigrationException">A file can't be written, or was changed; none has changed.</exception>
    public static void Commit(RenameResult result, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(result);
        FileTransaction.Commit(result.Files, cancellation);
    }

    private static List<(GlobalVariable Global, string Reason)> TakeObstructed(List<GlobalVariable> globals, Codebase codebase)
    {
        List<(GlobalVariable Global, string Reason)> obstructed = [];
        foreach (GlobalVariable global in globals)
        {
            if (Obstacle.Of(global, codebase) is { } reason)
            {
                obstructed.Add((global, reason));
            }
        }

        globals.RemoveAll(global => obstructed.Exists(each => each.Global == global));
        return obstructed;
    }
}
