using System.Diagnostics;
using System.Reflection;

namespace Vimage.Net.Tests;

/// <summary>The program <c>samples/Topology</c>, run as its users do.</summary>
public sealed class TopologySampleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vimage-topology-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Same_seed_gives_the_same_capture_and_another_seed_another()
    {
        (int exitCode, string output, _) = await RunAsync("7", PathOf("first"));
        Assert.Equal(0, exitCode);
        Assert.Contains("alice  -> bob    2001:db8::3    0 % lost", output, StringComparison.Ordinal);
        Assert.Matches(@"server -> bob    10\.0\.0\.3       [1-9][\d.]* % lost, round trip 4\d\.\d to ", output);
        Assert.Equal(2, output.Split('\n').Count(static line => line.EndsWith("all as they were sent", StringComparison.Ordinal)));
        (_, string again, _) = await RunAsync("7", PathOf("second"));
        Assert.Equal(output.Replace("first", "second", StringComparison.Ordinal), again);
        byte[] first = await ReadAsync("first");
        Assert.True(first.Length > 1_000_000);
        Assert.Equal(first, await ReadAsync("second"));
        await RunAsync("8", PathOf("third"));
        Assert.NotEqual(first, await ReadAsync("third"));
    }

    [Fact]
    public async Task Capture_is_read_by_tshark_without_a_fault()
    {
        Assert.SkipUnless(KernelNamespace.Find("tshark") is not null, "The judge is the program 'tshark'.");
        await RunAsync("1", PathOf("judged"));
        const string Wrong = "_ws.malformed || _ws.expert.severity==\"Error\" || ip.checksum.status==0 || icmp.checksum.status==0 || icmpv6.checksum.status==0 || tcp.checksum.status==0";
        Assert.Empty(Judge(Wrong));
        Assert.NotEmpty(Judge("icmp"));
        Assert.NotEmpty(Judge("icmpv6.type==129"));
        Assert.NotEmpty(Judge("tcp.analysis.retransmission && ip"));
        Assert.NotEmpty(Judge("tcp.analysis.retransmission && ipv6"));
    }

    [Theory]
    [InlineData("'seven' is no seed", "seven")]
    [InlineData("'-1' is no seed", "-1")]
    [InlineData("can't be written to 'none/such'", "1", "none/such")]
    [InlineData("can't be written to ''", "1", "")]
    [InlineData("'more' is one too many", "1", "2", "more")]
    public async Task Bad_argument_is_an_error_that_says_which(string error, params string[] arguments)
    {
        (int exitCode, string output, string errors) = await RunAsync(arguments);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(error, errors, StringComparison.Ordinal);
        Assert.Contains("Usage: Topology [SEED] [FILE]", errors, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFiles());
    }

    private static string Lines(string output) =>
        string.Join('\n', output.Split('\n').Where(static line => line.Length > 0 && !line.Contains("Running as user", StringComparison.Ordinal)));

    private string Judge(string filter)
    {
        (int exitCode, string output) = KernelNamespace.Start(
            "tshark", "-r", PathOf("judged"), "-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-Y", filter);
        Assert.True(exitCode == 0, output);
        return Lines(output);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, $"{name}.pcapng");

    private Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(PathOf(name), TestContext.Current.CancellationToken);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        string program = typeof(TopologySampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static each => each.Key == "Topology").Value!;
        ProcessStartInfo start = new("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
