using System.Buffers.Binary;

namespace Vimage.Net.Fuzzing;

/// <summary>Frames one after the other, each behind its length, to one stack, with some time between them.</summary>
internal static class FramesTarget
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);

    internal static void Run(ReadOnlySpan<byte> input)
    {
        using FuzzStack stack = new(input.Length > sizeof(ushort) && FrameTarget.IsToPeer(input[sizeof(ushort)..]));
        while (input.Length > sizeof(ushort))
        {
            int length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(input), input.Length - sizeof(ushort));
            byte[] frame = input.Slice(sizeof(ushort), length).ToArray();
            Checksums.Repair(frame);
            stack.Link.Inject(frame);
            stack.Time.Advance(s_step);
            input = input[(sizeof(ushort) + length)..];
        }

        stack.End();
    }

    internal static IEnumerable<byte[]> Seeds(IReadOnlyList<byte[]> frames) =>
        frames.GroupBy(static frame => FrameTarget.IsToPeer(frame)).Select(static direction => direction.SelectMany(WithLength).ToArray());

    private static byte[] WithLength(byte[] frame) => [(byte)(frame.Length >> 8), (byte)frame.Length, .. frame];
}
