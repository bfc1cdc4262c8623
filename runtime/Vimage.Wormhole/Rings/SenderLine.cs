using System.Runtime.InteropServices;

namespace Vimage.Wormholes;

/// <summary>
/// What the sender of a ring writes and its receiver reads, apart from all else: two processors that write to the same line of
/// their caches wait for each other. (128 bytes: lines are fetched in pairs.)
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct SenderLine
{
    /// <summary>How many messages were ever sent.</summary>
    [FieldOffset(128)]
    internal long Position;

    /// <summary>How many of them the receiver had received when the sender last looked.</summary>
    [FieldOffset(136)]
    internal long KnownReceived;

    /// <summary>Whether the sender is sending just now: whoever closes the gate waits until it is not.</summary>
    [FieldOffset(144)]
    internal int Busy;

    /// <summary>What the sender has to heed, as <see cref="Wormholes.Gate"/>. Written by others, and seldom.</summary>
    [FieldOffset(148)]
    internal int Gate;
}
