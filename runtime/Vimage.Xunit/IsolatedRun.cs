namespace Vimage.Xunit;

/// <summary>What the isolated tests of a run have in common: names for their vnets, and whether isolation had any effect.</summary>
internal sealed class IsolatedRun
{
    private static int s_lastName;

    private readonly int _count;
    private int _unfinished;
    private volatile bool _hasEffect;

    /// <summary>Initializes a new instance of the <see cref="IsolatedRun"/> class.</summary>
    /// <param name="count">The number of isolated test cases.</param>
    internal IsolatedRun(int count) => _unfinished = _count = count;

    /// <summary>Returns a name that no other test's vnet has.</summary>
    internal static string NextName() => $"test{Interlocked.Increment(ref s_lastName)}";

    /// <summary>Notes the end of a test.</summary>
    /// <param name="report">What the teardown of its vnet has found.</param>
    internal void Note(VnetTeardownReport report)
    {
        if (report.DetachedModules.Count > 0)
        {
            _hasEffect = true;
        }
    }

    /// <summary>Notes the end of a test case.</summary>
    /// <returns>A warning if it was the last one, and not one of all has used any virtualized state.</returns>
    internal string? NoteEnd() => Interlocked.Decrement(ref _unfinished) > 0 || _hasEffect
        ? null
        : $"None of the {_count} isolated tests of this run has used virtualized state, so nothing was isolated. "
            + "Is the code under test built with VimageMode=Instance?";
}
