using System.IO.Pipelines;

namespace Vimage.Wormholes;

/// <summary>
/// An end of a wormhole of bytes, as a pipe or a stream: one of the two at a time. What is written lies in the ring at once, and is read
/// from there: between writer and reader nothing is copied.
/// </summary>
/// <remarks>
/// As with pipes, writing to an end whose other end is closed or completed says so by <see cref="FlushResult.IsCompleted"/>, and the
/// end of what comes by <see cref="ReadResult.IsCompleted"/>. A revocation, and the death of the other end's process, are exceptions.
/// Whoever has the reader or the writer may cancel a wait, from any vnet, as timers do.
/// </remarks>
public sealed class WormholePipe : WormholeEnd, IDuplexPipe
{
    private readonly ByteWarp _outgoing;
    private readonly WormholePipeReader _reader;
    private readonly WormholePipeWriter _writer;
    private ByteWarp _incoming;
    private WormholeStream? _stream;

    internal WormholePipe(Vnet vnet, string name, WormholeWait wait, ByteWarp outgoing, ByteWarp incoming)
        : base(vnet, name, wait)
    {
        _outgoing = outgoing;
        _incoming = incoming;
        Turn = incoming.Turn;
        _reader = new WormholePipeReader(this);
        _writer = new WormholePipeWriter(this, outgoing);
    }

    /// <summary>Gets what comes from the other end.</summary>
    public PipeReader Input => _reader;

    /// <summary>Gets where to write what the other end is to get.</summary>
    public PipeWriter Output => _writer;

    internal override Warp OutgoingWarp => _outgoing;

    internal override Warp IncomingWarp => _incoming;

    internal ByteWarp Incoming => _incoming;

    /// <summary>Gets the receiver's turn at <see cref="Incoming"/>.</summary>
    internal Turn Turn { get; private set; }

    internal override bool HasNews => _incoming.Available > _reader.ExaminedInRing;

    internal override bool HasReceivedAll => _incoming.Available == _reader.ExaminedInRing;

    /// <summary>
    /// Gets the end as a stream. Disposing it closes the end, from whichever vnet: who is handed a stream disposes of it where it likes.
    /// </summary>
    /// <returns>The stream, the same each time.</returns>
    /// <exception cref="VnetPermissionException">The end is neither the current vnet's, nor of one below it.</exception>
    public Stream AsStream()
    {
        ThrowUnlessMine();
        return _stream ??= new WormholeStream(this, _reader, _writer);
    }

    internal override void SwitchTo(Warp next, Turn turn)
    {
        // What was examined and not consumed is in the ring that is left behind.
        _reader.KeepRest();
        _incoming = (ByteWarp)next;
        Turn = turn;
    }

    private protected override void DropUnreceived(Turn turn)
    {
        // Bytes need no disposal.
    }
}
