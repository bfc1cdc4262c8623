namespace Vimage.Net.Fuzzing;

/// <summary>What takes any bytes at all, and throws where it should not.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Run">Takes an input.</param>
/// <param name="Seeds">Returns the inputs that a file of the corpus has for it.</param>
internal sealed record FuzzTarget(string Name, FuzzTarget.Body Run, Func<IReadOnlyList<byte[]>, IEnumerable<byte[]>> Seeds)
{
    internal delegate void Body(ReadOnlySpan<byte> input);

    /// <summary>Gets what the corpus has for it: parts of conversations, each once, and what a fuzzer has found.</summary>
    internal IEnumerable<byte[]> Inputs =>
        Corpus.Files.SelectMany(file => Seeds(PcapngReader.Read(file))).DistinctBy(Convert.ToHexString).Concat(Corpus.Found(Name));

    /// <summary>Gets all of them.</summary>
    internal static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("dns", DnsTarget.Run, DnsTarget.Seeds),
        new("options", OptionsTarget.Run, OptionsTarget.Seeds),
        new("frame", FrameTarget.Run, FrameTarget.Seeds),
        new("frames", FramesTarget.Run, FramesTarget.Seeds),
        new("tap", TapTarget.Run, TapTarget.Seeds),
        new("connection", ConnectionTarget.Run, ConnectionTarget.Seeds),
    ];
}
