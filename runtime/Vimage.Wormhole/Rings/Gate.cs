namespace Vimage.Wormholes;

/// <summary>
/// What a sender or a receiver has to heed: bits of one word that it reads once a message, on a line of its own. As long as the
/// word is zero nothing else is looked at.
/// </summary>
internal static class Gate
{
    /// <summary>Somebody on the other side may have parked: a full fence, and a look, after each message.</summary>
    internal const int Fence = 1;

    /// <summary>Each message is to be admitted by the <see cref="Meter"/>.</summary>
    internal const int Metered = 2;

    /// <summary>Nothing is accepted for now.</summary>
    internal const int Paused = 4;

    /// <summary>Nothing is accepted any more.</summary>
    internal const int Closed = 8;

    /// <summary>
    /// In the gate of the receiver: one step of the number of whoever receives. The place is taken by counting on, so that who had it
    /// before finds, at its next look, another number than its own.
    /// </summary>
    internal const int Turn = 16;

    /// <summary>Returns whether whoever has a turn is the one who receives.</summary>
    internal static bool IsTurn(int gate, Turn turn) => (gate & -Turn) == turn.Number;

    /// <summary>
    /// Returns when what somebody does who had not yet seen a change of its gate is done. It writes that it is busy and then
    /// reads its gate, without a fence between them, since that would cost more than all the rest; the fence is here.
    /// </summary>
    internal static void WaitUntilHeeded(ref int busy)
    {
        Interlocked.MemoryBarrierProcessWide();
        SpinWait spinner = default;
        while (Volatile.Read(ref busy) != 0)
        {
            spinner.SpinOnce();
        }
    }
}
