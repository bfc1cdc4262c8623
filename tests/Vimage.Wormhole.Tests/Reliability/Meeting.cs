namespace Vimage.Wormholes.Tests;

/// <summary>Lets two threads do something at the same time, again and again, within some tens of nanoseconds.</summary>
internal sealed class Meeting
{
    private int _arrived;

    /// <summary>Returns when both are here; <paramref name="round"/> is counted from 1.</summary>
    internal void Arrive(int round)
    {
        Interlocked.Increment(ref _arrived);
        for (int looks = 0; Volatile.Read(ref _arrived) < 2 * round; looks++)
        {
            if (looks > 2000)
            {
                Thread.Yield();
            }
        }
    }
}
