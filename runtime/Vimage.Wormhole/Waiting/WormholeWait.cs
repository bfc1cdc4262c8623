namespace Vimage.Wormholes;

/// <summary>How somebody waits for the other end of a wormhole.</summary>
public enum WormholeWait
{
    /// <summary>
    /// A thread that waits looks again and again for some twenty microseconds, then as <see cref="Park"/>: less than it takes to wake a
    /// thread on another processor. Who waits without a thread parks at once. Where the other end is in another process, both kinds of
    /// waiting look for some hundred microseconds first, about what it takes to wake that process.
    /// </summary>
    Hybrid,

    /// <summary>Lets go of the processor at once: for ends that are mostly idle, and for many of them.</summary>
    Park,

    /// <summary>
    /// Looks again and again for ever, and is never late. Needs a processor of its own for each end that waits so; on a machine with
    /// one, the other end gets its turn between two looks.
    /// </summary>
    BusyPoll,
}
