using System.Diagnostics;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming;

namespace Vimage.Bench.Rename;

/// <summary>One run of <c>vimage rename</c>, taken apart.</summary>
/// <param name="BindSeconds">Loading, parsing and binding alone, in a run of its own.</param>
/// <param name="LoadSeconds">Loading and parsing, before the rename.</param>
/// <param name="RenameSeconds">The rename itself, which compiles its result.</param>
/// <param name="LoadedBytes">The live heap with everything loaded and bound.</param>
/// <param name="RenamedBytes">The largest live heap at the rename's steps.</param>
internal sealed record OwnRename(double BindSeconds, double LoadSeconds, double RenameSeconds, long LoadedBytes, long RenamedBytes)
{
    internal static async Task<OwnRename> RunAsync(string path, GlobalsList list)
    {
        long empty = GC.GetTotalMemory(forceFullCollection: true);
        (double bind, long loaded) = await BindAsync(path, empty).ConfigureAwait(false);

        long start = Stopwatch.GetTimestamp();
        Codebase codebase = await LoadAsync(path).ConfigureAwait(false);
        double load = Stopwatch.GetElapsedTime(start).TotalSeconds;

        start = Stopwatch.GetTimestamp();
        RenameResult result = Renamer.Rename(codebase, list, new RenameOptions(), CancellationToken.None);
        double rename = Stopwatch.GetElapsedTime(start).TotalSeconds;
        ThrowUnlessDone(result);

        // In a run of its own: looking at the heap takes time.
        long most = 0;
        result = Renamer.Rename(
            await LoadAsync(path).ConfigureAwait(false),
            list,
            new RenameOptions { OnProgress = _ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - empty) },
            CancellationToken.None);
        ThrowUnlessDone(result);
        most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - empty);
        GC.KeepAlive(result);
        return new OwnRename(bind, load, rename, loaded, most);
    }

    private static async Task<(double Seconds, long Bytes)> BindAsync(string path, long empty)
    {
        long start = Stopwatch.GetTimestamp();
        Codebase codebase = await LoadAsync(path).ConfigureAwait(false);
        int errors = codebase.Projects.Sum(static project => project.CountErrors(CancellationToken.None));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - empty;
        GC.KeepAlive(codebase);
        return errors == 0 ? (seconds, bytes) : throw new InvalidOperationException($"The code base has {errors} errors.");
    }

    private static Task<Codebase> LoadAsync(string path) =>
        CodebaseLoader.LoadAsync(path, new LoadOptions(), CancellationToken.None);

    private static void ThrowUnlessDone(RenameResult result)
    {
        if (!result.IsSound || result.HandEdits.Count > 0 || result.Globals.Count != SyntheticSolution.Globals)
        {
            throw new InvalidOperationException($"The rename is not done: {string.Join('\n', result.Errors)}");
        }
    }
}
