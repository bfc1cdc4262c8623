namespace Vimage.Net.Fuzzing;

/// <summary>One frame, to a stack that has heard nothing before.</summary>
internal static class FrameTarget
{
    internal static void Run(ReadOnlySpan<byte> input)
    {
        byte[] frame = input.ToArray();
        Checksums.Repair(frame);
        using FuzzStack stack = new(IsToPeer(frame));
        stack.Link.Inject(frame);
        stack.End();
    }

    internal static IEnumerable<byte[]> Seeds(IReadOnlyList<byte[]> frames) => frames;

    /// <summary>Returns whether a frame is not for the stack of the captures, but for the other end.</summary>
    internal static bool IsToPeer(ReadOnlySpan<byte> frame) =>
        frame.Length >= EthernetHeader.Size && EthernetHeader.Destination(frame) == Corpus.PeerLink;
}
