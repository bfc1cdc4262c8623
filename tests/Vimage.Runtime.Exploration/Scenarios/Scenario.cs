using Microsoft.Coyote.Specifications;

namespace Vimage.Runtime.Exploration.Scenarios;

/// <summary>The scenarios by name, and what they share.</summary>
internal static class Scenario
{
    private static int s_names;

    internal static IReadOnlyDictionary<string, Func<Task>> All { get; } = new SortedDictionary<string, Func<Task>>(StringComparer.Ordinal)
    {
        ["create-versus-load"] = Loading.CreateVersusLoad,
        ["create-versus-unload"] = Loading.CreateVersusUnload,
        ["destroy-versus-load"] = Loading.DestroyVersusLoad,
        ["destroy-versus-unload"] = Loading.DestroyVersusUnload,
        ["destroy-versus-enter"] = Entering.DestroyVersusEnter,
        ["destroy-versus-run"] = Entering.DestroyVersusRun,
        ["destroy-versus-destroy"] = Entering.DestroyVersusDestroy,
        ["destroy-versus-create-below"] = Below.DestroyVersusCreate,
        ["reset-versus-create-below"] = Below.ResetVersusCreate,
        ["reset-versus-load-and-unload"] = Loading.ResetVersusLoadAndUnload,
        ["reset-versus-use-versus-unload"] = Loading.ResetVersusUseVersusUnload,
        ["reset-versus-reset"] = Below.ResetVersusReset,
        ["create-versus-create"] = Below.CreateVersusCreate,
        ["use-versus-use"] = FirstUse.UseVersusUse,
        ["use-versus-destroy"] = FirstUse.UseVersusDestroy,
    };

    /// <summary>Returns a name that nothing in the process has had.</summary>
    internal static string NewName() => $"v{Interlocked.Increment(ref s_names)}";

    /// <summary>Starts a task; that a vnet is gone by then is one of the ways it may end.</summary>
    internal static Task Start(Func<Task> work) => Task.Run(async () =>
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
        }
    });

    internal static Task Start(Action work) => Start(() =>
    {
        work();
        return Task.CompletedTask;
    });

    internal static void Equal(int expected, int actual, string what) =>
        Specification.Assert(expected == actual, "{0}: {1}, expected {2}", what, actual, expected);

    internal static void IsGone(string name) =>
        Specification.Assert(!Vnet.Root.TryFind(name, out _), "vnet {0} is still there", name);
}
