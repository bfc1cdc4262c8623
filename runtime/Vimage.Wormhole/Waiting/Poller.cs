namespace Vimage.Wormholes;

/// <summary>Looks again and again, for as long as one waits that way.</summary>
/// <remarks>
/// Who looks all the time takes the line from a sender that writes to it after each message, and both then go at the speed of that
/// line's way between two processors. So a receiver of a stream looks now and then, and finds many messages each time. Who waits for
/// an answer looks all the time.
/// </remarks>
/// <param name="wait">How to wait.</param>
/// <param name="expectsAnswer">Whether one message is awaited, and not the next part of a stream.</param>
internal struct Poller(WormholeWait wait, bool expectsAnswer)
{
    // Of Thread.SpinWait: about a microsecond.
    private const int Pause = 50;
    private const int PausesUntilParked = 20;
    private const int LooksWithoutPause = 2000;

    private static readonly bool s_isAlone = Environment.ProcessorCount == 1;

    private int _looks = expectsAnswer ? 0 : LooksWithoutPause;

    /// <summary>
    /// Returns how somebody waits who has no thread of its own: a thread of the pool that looks again and again is missing elsewhere.
    /// </summary>
    internal static Poller WithoutThread(WormholeWait wait, bool expectsAnswer) =>
        new(wait == WormholeWait.BusyPoll ? wait : WormholeWait.Park, expectsAnswer);

    /// <summary>Returns whether to look again; if not, to park.</summary>
    internal bool LookAgain()
    {
        if (wait == WormholeWait.Park)
        {
            return false;
        }

        if (s_isAlone)
        {
            Thread.Yield();
            return wait == WormholeWait.BusyPoll;
        }

        if (_looks < LooksWithoutPause)
        {
            _looks++;
            return true;
        }

        if (wait == WormholeWait.Hybrid && ++_looks > LooksWithoutPause + PausesUntilParked)
        {
            return false;
        }

        Thread.SpinWait(Pause);
        return true;
    }
}
