using System.Runtime.InteropServices;

namespace Vimage.Wormholes;

/// <summary>What the receiver of a ring writes, apart from all else, and what it alone looks at.</summary>
/// <seealso cref="SenderLine"/>
[StructLayout(LayoutKind.Explicit, Size = 384)]
internal struct ReceiverLine
{
    /// <summary>How many messages were ever received. Read by the sender.</summary>
    [FieldOffset(128)]
    internal long Position;

    /// <summary>How many had been sent when the receiver last looked.</summary>
    [FieldOffset(256)]
    internal long KnownSent;

    /// <summary>Frames that were ever received.</summary>
    [FieldOffset(264)]
    internal long Frames;

    /// <summary>What the receiver has to heed, as <see cref="Wormholes.Gate"/>. Written by others, and seldom.</summary>
    [FieldOffset(272)]
    internal int Gate;
}
