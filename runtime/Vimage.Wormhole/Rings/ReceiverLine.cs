using System.Runtime.InteropServices;

namespace Vimage.Wormholes;

/// <summary>What the receiver of a ring writes and its sender reads, apart from all else.</summary>
/// <seealso cref="SenderLine"/>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct ReceiverLine
{
    /// <summary>How many messages were ever received.</summary>
    [FieldOffset(128)]
    internal long Position;

    /// <summary>How many had been sent when the receiver last looked.</summary>
    [FieldOffset(136)]
    internal long KnownSent;

    /// <summary>What the receiver has to heed, as <see cref="Wormholes.Gate"/>. Written by others, and seldom.</summary>
    [FieldOffset(144)]
    internal int Gate;
}
