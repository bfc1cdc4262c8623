namespace Vimage.Wormholes.Tests;

/// <summary>One of those who wake each other: what it does when it goes on is the test's.</summary>
/// <param name="continue">What it does.</param>
/// <param name="fail">Told what was wrong.</param>
internal sealed class Baton(Action<Baton> @continue, Action<Exception> fail) : PooledCaller
{
    [ThreadStatic]
    private static bool t_isContinuing;

    private int _timesWoken;

    /// <summary>Gets how often it has gone on.</summary>
    internal int Count { get; private set; }

    internal void Wake()
    {
        Interlocked.Increment(ref _timesWoken);
        Complete(isCancelled: false);
    }

    internal override void Complete(bool isCancelled) => ContinueOnPool();

    private protected override void Continue()
    {
        bool wasContinuing = t_isContinuing;
        t_isContinuing = true;
        try
        {
            Assert.False(wasContinuing, "It goes on on the stack of another.");
            Assert.True(Interlocked.Decrement(ref _timesWoken) == 0, "It was woken once, and goes on twice.");
            Count++;
            @continue(this);
        }
        catch (Exception e)
        {
            fail(e);
        }
        finally
        {
            t_isContinuing = wasContinuing;
        }
    }

    private protected override void Recycle()
    {
    }
}
