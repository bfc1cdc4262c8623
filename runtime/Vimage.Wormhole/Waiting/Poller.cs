namespace Vimage.Wormholes;

/// <summary>Looks again and again, for as long as one waits that way.</summary>
/// <remarks>
/// Who looks all the time takes the line from a sender that writes to it after each message, and both then go at the speed of that
/// line's way between two processors. So a receiver of a stream looks now and then, and finds many messages each time. Who waits for
/// an answer looks all the time.
/// </remarks>
/// <param name="wait">How to wait.</param>
/// <param name="expectsAnswer">Whether one message is awaited, and not the next part of a stream.</param>
/// <param name="isShared">Whether the other side is in another process.</param>
internal struct Poller(WormholeWait wait, bool expectsAnswer, bool isShared)
{
    /// <summary>Of <see cref="Thread.SpinWait"/>: about a microsecond.</summary>
    internal const int Pause = 50;

    /// <summary>Whether there is one processor: who looks again and again keeps it from whoever is waited for.</summary>
    internal static readonly bool IsAlone = Environment.ProcessorCount == 1;

    private const int PausesUntilParked = 20;

    // About as long as it takes to wake another process: the kernel, its thread that listens, and one of its pool.
    private const int PausesUntilParkedIfShared = 100;

    private const int LooksWithoutPause = 2000;

    private readonly int _looksUntilParked = LooksWithoutPause + (isShared ? PausesUntilParkedIfShared : PausesUntilParked);
    private int _looks = expectsAnswer ? 0 : LooksWithoutPause;

    /// <summary>
    /// Looks for a little until there is room in a ring that was full. Who goes on with each slot that becomes free writes to the line
    /// that its receiver reads from.
    /// </summary>
    internal static void WaitForRoom(Warp outgoing, WormholeWait wait)
    {
        for (int i = 0; i < PausesUntilParked && wait != WormholeWait.Park && !IsAlone && outgoing.IsCrowded; i++)
        {
            Thread.SpinWait(Pause);
        }
    }

    /// <summary>
    /// Returns how somebody waits who has no thread of its own: a thread of the pool that looks again and again is missing elsewhere. But
    /// where waking takes the kernel, and a system call of the other side, it does so with <see cref="WormholeWait.Hybrid"/> too.
    /// </summary>
    internal static Poller WithoutThread(WormholeWait wait, bool expectsAnswer, bool isShared) =>
        new(wait == WormholeWait.Hybrid && !isShared ? WormholeWait.Park : wait, expectsAnswer, isShared);

    /// <summary>Returns whether to look again; if not, to park.</summary>
    internal bool LookAgain()
    {
        if (wait == WormholeWait.Park)
        {
            return false;
        }

        if (IsAlone)
        {
            Thread.Yield();
            return wait == WormholeWait.BusyPoll;
        }

        if (_looks < LooksWithoutPause)
        {
            _looks++;
            return true;
        }

        if (wait == WormholeWait.Hybrid && ++_looks > _looksUntilParked)
        {
            return false;
        }

        Thread.SpinWait(Pause);
        return true;
    }
}
