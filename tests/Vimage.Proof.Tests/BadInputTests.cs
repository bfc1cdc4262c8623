using Vimage.Proof.Tests.Harness;

namespace Vimage.Proof.Tests;

/// <summary>Bad input gets one message that says what, where and what to do.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task AFileThatIsMissing_IsNamed()
    {
        using Builds builds = new();
        string missing = Path.Combine(Path.GetTempPath(), "no-such-assembly.dll");
        string message = await MessageOf(builds.Plain("class A { }"), missing);
        Assert.Contains(missing, message, StringComparison.Ordinal);
        Assert.Contains("after does not exist", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNoAssembly_IsNamed()
    {
        using Builds builds = new();
        string text = builds.File("class A { }");
        string message = await MessageOf(text, builds.Plain("class A { }"));
        Assert.Contains($"before can't be read: {text}", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInvalidRuntimeConfiguration_IsNamed()
    {
        using Builds builds = new();
        string program = builds.Plain("class A { static int F() => 1; }");
        string config = Path.ChangeExtension(program, ".runtimeconfig.json");
        await File.WriteAllTextAsync(config, "{", TestContext.Current.CancellationToken);
        Assert.Contains(config, await MessageOf(program, program), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARuntimeThatIsNotInstalled_IsWhatTheHostSays()
    {
        using Builds builds = new();
        string program = builds.Plain("class A { static int F() => 1; }");
        await File.WriteAllTextAsync(
            Path.ChangeExtension(program, ".runtimeconfig.json"),
            """{ "runtimeOptions": { "framework": { "name": "No.Such.Framework", "version": "1.0.0" } } }""",
            TestContext.Current.CancellationToken);
        string message = await MessageOf(program, program);
        Assert.Contains(program, message, StringComparison.Ordinal);
        Assert.Contains("No.Such.Framework", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AListingThatTakesTooLong_SaysHowToAllowMore()
    {
        using Builds builds = new();
        string program = builds.Plain("class A { static int F() => 1; }");
        ProofException fault = await Assert.ThrowsAsync<ProofException>(() => ZeroDifferenceProof.CompareAsync(
            program, program, new ProofOptions { ListingTimeout = TimeSpan.FromMilliseconds(1) }, TestContext.Current.CancellationToken));
        Assert.Contains(nameof(ProofOptions.ListingTimeout), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledComparison_Ends()
    {
        using Builds builds = new();
        string program = builds.Plain("class A { static int F() => 1; }");
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ZeroDifferenceProof.CompareAsync(program, program, null, cancelled.Token));
    }

    private static async Task<string> MessageOf(string before, string after) => (await Assert.ThrowsAsync<ProofException>(
        () => ZeroDifferenceProof.CompareAsync(before, after, cancellationToken: TestContext.Current.CancellationToken))).Message;
}
