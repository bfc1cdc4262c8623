using System.IO.Pipelines;
using Vimage.Net;

namespace Vimage.Admin.Serving;

/// <summary>
/// A capture that nobody waits for: what its reader does not take in time is left out, and counted. (FreeBSD: <c>bs_drop</c>.)
/// </summary>
internal sealed class CaptureStream : OutputSource
{
    private const long MostUnread = 8 << 20;

    private readonly PacketCapture _capture;
    private long _unread;
    private long _lost;

    internal CaptureStream(Ifnet @interface, int snapLength)
        : base(new Pipe(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false)))
    {
        _capture = new PacketCapture(@interface, new Blocks(this), snapLength);
    }

    private protected override long Lost => Interlocked.Read(ref _lost);

    internal override ValueTask CloseAsync()
    {
        _capture.Dispose();
        return ValueTask.CompletedTask;
    }

    private protected override void OnRead(int length) => Interlocked.Add(ref _unread, -length);

    // A capture writes whole blocks, and flushes when it has ended.
    private sealed class Blocks(CaptureStream owner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Interlocked.Add(ref owner._unread, buffer.Length) > MostUnread)
            {
                Interlocked.Add(ref owner._unread, -buffer.Length);
                Interlocked.Increment(ref owner._lost);
                return;
            }

            PipeWriter writer = owner.Pipe.Writer;
            buffer.CopyTo(writer.GetSpan(buffer.Length));
            writer.Advance(buffer.Length);
            ValueTask<FlushResult> flushed = writer.FlushAsync();
            System.Diagnostics.Debug.Assert(flushed.IsCompleted, "A pipe without a threshold does not wait.");
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => owner.Pipe.Writer.Complete();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
