using System.Runtime.InteropServices;

namespace Vimage.Wormholes;

/// <summary>
/// The place of a receiver at a ring, until another one takes it. Each has a word of its own that says whether it is receiving just
/// now: one who has not yet seen that its turn is over must not be taken for the next one, nor the next one for it.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal sealed class Turn
{
    /// <summary>Whether the receiver is receiving just now: whoever takes its place waits until it is not.</summary>
    [FieldOffset(128)]
    internal int Busy;

    /// <summary>Which turn it is, as in the receiver's <see cref="Gate"/>.</summary>
    [FieldOffset(132)]
    internal readonly int Number;

    internal Turn(int number) => Number = number;

    /// <summary>Begins to receive. What is done with the ring must wait for <see cref="Gate.IsTurn"/>.</summary>
    /// <exception cref="InvalidOperationException">Somebody else does, with the same turn; most of them are caught.</exception>
    internal void Enter()
    {
        if (Busy != 0)
        {
            throw new InvalidOperationException("Two receivers use an end of a wormhole at once; it has one at a time.");
        }

        Volatile.Write(ref Busy, 1);
    }

    internal void Leave() => Volatile.Write(ref Busy, 0);
}
