using System.Text;

namespace Vimage.Cli.Processes;

/// <summary>Text that comes as bytes of UTF-8, in parts that may end within a character.</summary>
internal sealed class WriterStream(TextWriter writer) : Stream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        char[] characters = new char[_decoder.GetCharCount(buffer, offset, count, flush: false)];
        int length = _decoder.GetChars(buffer, offset, count, characters, 0, flush: false);
        writer.Write(characters, 0, length);
    }

    public override void Flush() => writer.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
