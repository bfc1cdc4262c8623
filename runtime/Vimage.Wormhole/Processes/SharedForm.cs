namespace Vimage.Wormholes;

/// <summary>What goes through a wormhole between processes.</summary>
internal enum SharedForm : byte
{
    /// <summary>Bytes.</summary>
    Bytes = 1,

    /// <summary>Frames.</summary>
    Frames = 2,
}
