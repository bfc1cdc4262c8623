namespace Vimage.Wormholes.Tests;

/// <summary>A form of wormholes, and a way to use it.</summary>
public enum Form
{
    /// <summary>Messages, one by one.</summary>
    Messages,

    /// <summary>Messages that the receiver waits for before it takes them.</summary>
    Awaited,

    /// <summary>Messages that the receiver enumerates.</summary>
    Enumerated,

    /// <summary>Messages, some at a time.</summary>
    Batches,

    /// <summary>Buffers, whose ownership passes.</summary>
    Buffers,

    /// <summary>Bytes that are written to a pipe.</summary>
    PipeWrites,

    /// <summary>Bytes that are put into a pipe and flushed.</summary>
    PipeFlushes,

    /// <summary>Bytes of a stream.</summary>
    Stream,

    /// <summary>Frames.</summary>
    Frames,

    /// <summary>Bytes of a pipe, between processes.</summary>
    SharedPipe,

    /// <summary>Bytes of a stream, between processes.</summary>
    SharedStream,

    /// <summary>Frames, between processes.</summary>
    SharedFrames,
}
