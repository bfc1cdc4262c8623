namespace Vimage.Net.Fuzzing;

/// <summary>What was captured between the stack and others, one file for each conversation.</summary>
internal static class Corpus
{
    /// <summary>The link-layer address of the stack in all of them.</summary>
    internal static readonly MacAddress OwnLink = MacAddress.Parse("02:00:00:00:00:02");

    /// <summary>The link-layer address of the other end.</summary>
    internal static readonly MacAddress PeerLink = MacAddress.Parse("02:00:00:00:00:01");

    internal const string OwnAddress = "10.99.0.2";
    internal const string PeerAddress = "10.99.0.1";

    /// <summary>Gets the files.</summary>
    internal static string[] Files => FilesLike("*.pcapng");

    /// <summary>Gets the frames of all of them.</summary>
    internal static IEnumerable<byte[]> Frames => Files.SelectMany(PcapngReader.Read);

    /// <summary>Returns the inputs by which a fuzzer has found something in a target.</summary>
    internal static IEnumerable<byte[]> Found(string target) => FilesLike($"{target}-*.bin").Select(File.ReadAllBytes);

    private static string[] FilesLike(string pattern) =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), pattern).Order(StringComparer.Ordinal)];
}
