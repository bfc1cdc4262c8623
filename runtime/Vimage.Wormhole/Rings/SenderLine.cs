using System.Runtime.InteropServices;

namespace Vimage.Wormholes;

/// <summary>
/// What the sender of a ring writes, apart from all else: two processors that write to the same line of their caches wait for each
/// other. And apart from it what the sender alone looks at: whoever looks for messages all the time takes the line of the position
/// away each time, and is to take nothing with it. (128 bytes: lines are fetched in pairs.)
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 384)]
internal struct SenderLine
{
    /// <summary>How many messages were ever sent. Read by the receiver.</summary>
    [FieldOffset(128)]
    internal long Position;

    /// <summary>How many of them the receiver had received when the sender last looked.</summary>
    [FieldOffset(256)]
    internal long KnownReceived;

    /// <summary>Frames that were ever sent.</summary>
    [FieldOffset(264)]
    internal long Frames;

    /// <summary>The bytes of the frames, without what lies between them.</summary>
    [FieldOffset(280)]
    internal long FrameBytes;

    /// <summary>Whether the sender is sending just now: whoever closes the gate waits until it is not.</summary>
    [FieldOffset(272)]
    internal int Busy;

    /// <summary>What the sender has to heed, as <see cref="Wormholes.Gate"/>. Written by others, and seldom.</summary>
    [FieldOffset(276)]
    internal int Gate;
}
