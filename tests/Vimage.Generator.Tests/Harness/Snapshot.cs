using System.Runtime.CompilerServices;

namespace Vimage.Generator.Tests.Harness;

/// <summary>
/// Compares text with a file that was read and approved by a person: <c>Name.verified.cs</c>. What differs is written beside
/// it as <c>Name.received.cs</c>; with the environment variable <c>VIMAGE_ACCEPT=1</c>, over it. (Verify's convention.)
/// </summary>
internal static class Snapshot
{
    private static readonly bool s_accept = Environment.GetEnvironmentVariable("VIMAGE_ACCEPT") == "1";

    internal static void Matches(string name, string text, [CallerFilePath] string test = "")
    {
        string stem = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        string verified = $"{stem}.verified.cs";
        string received = $"{stem}.received.cs";
        if (s_accept)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(stem)!);
            File.WriteAllText(verified, text);
        }

        string expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Equal(expected, text);
    }
}
