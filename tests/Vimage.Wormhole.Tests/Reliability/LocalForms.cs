using System.Buffers;
using System.IO.Pipelines;

namespace Vimage.Wormholes.Tests;

/// <summary>The forms of wormholes beside typed messages by value.</summary>
internal static class LocalForms
{
    internal static readonly LocalForm<WormholePipe> Bytes = new(Wormhole.OpenBytes, static (from, to) => new ByteCargo(from, to), RelayBytes);

    internal static readonly LocalForm<WormholeFrameEnd> Frames = new(Wormhole.OpenFrames, static (from, to) => new FrameCargo(from, to), RelayFrame);

    internal static readonly LocalForm<WormholeEnd<WormholeBuffer>> Buffers = new(Wormhole.Open<WormholeBuffer>, static (from, to) => new BufferCargo(from, to), RelayBuffer);

    private static bool RelayBytes(WormholePipe from, WormholePipe to)
    {
        if (!from.Input.TryRead(out ReadResult result))
        {
            return false;
        }

        foreach (ReadOnlyMemory<byte> segment in result.Buffer)
        {
            to.AsStream().Write(segment.Span);
        }

        from.Input.AdvanceTo(result.Buffer.End);
        return !result.Buffer.IsEmpty;
    }

    private static bool RelayFrame(WormholeFrameEnd from, WormholeFrameEnd to)
    {
        byte[] frame = ArrayPool<byte>.Shared.Rent(from.MaxLength);
        int length = from.TryReceive(frame);
        if (length > 0)
        {
            to.Send(frame.AsSpan(0, length));
        }

        ArrayPool<byte>.Shared.Return(frame);
        return length > 0;
    }

    private static bool RelayBuffer(WormholeEnd<WormholeBuffer> from, WormholeEnd<WormholeBuffer> to)
    {
        if (!from.TryReceive(out WormholeBuffer buffer))
        {
            return false;
        }

        to.Send(buffer);
        return true;
    }
}
