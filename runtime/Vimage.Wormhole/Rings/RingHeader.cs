using System.Runtime.InteropServices;

namespace Vimage.Wormholes;

/// <summary>
/// What both sides of a ring of bytes know, before the bytes themselves; two processes may look at the same one. Its layout is part of
/// the <see cref="Magic"/>: who finds another one does not go on.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct RingHeader
{
    /// <summary>The bytes that it takes.</summary>
    internal const int Size = 1280;

    /// <summary>The first bytes of a ring of this layout: "VIMWH", and its version.</summary>
    internal const ulong CurrentMagic = 0x0000_0248_574D_4956;

    [FieldOffset(0)]
    internal ulong Magic;

    /// <summary>The bytes after the header.</summary>
    [FieldOffset(8)]
    internal long Capacity;

    [FieldOffset(128)]
    internal SenderLine Sender;

    [FieldOffset(512)]
    internal ReceiverLine Receiver;

    /// <summary>How it ended, as <see cref="WormholeEndReason"/>.</summary>
    [FieldOffset(1024)]
    internal int Ending;

    /// <summary>Whether a sender of another process has parked.</summary>
    [FieldOffset(1028)]
    internal int SenderParked;

    /// <summary>Whether the receiver of another process has parked.</summary>
    [FieldOffset(1032)]
    internal int ReceiverParked;
}
