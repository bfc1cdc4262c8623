namespace Vimage.Net.Fuzzing;

/// <summary>What a kernel hands to a TAP device: a header that says what it has left out, and a frame.</summary>
internal static class TapTarget
{
    private const byte NeedsChecksum = 1;
    private const byte TcpV4 = 1;

    internal static void Run(ReadOnlySpan<byte> input)
    {
        using FuzzStack stack = new();
        stack.Link.InjectFromKernel(input);
        stack.End();
    }

    internal static IEnumerable<byte[]> Seeds(IReadOnlyList<byte[]> frames)
    {
        foreach (byte[] frame in frames)
        {
            yield return [.. new byte[VirtioNetHeader.Size], .. frame];

            // As of several segments, with the checksum left out.
            yield return [NeedsChecksum, TcpV4, 54, 0, 100, 0, 34, 0, 16, 0, .. frame];
        }
    }
}
