using Vimage.Cli.Tests.Harness;

namespace Vimage.Cli.Tests;

/// <summary>Shells ask the tool what could come next.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash", "complete -o default -F _vimage vimage")]
    [InlineData("zsh", "compdef _vimage vimage")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task EachShellHasAScript(string shell, string part) =>
        Assert.Contains(part, (await Tool.RunAsync("completion", shell)).Out, StringComparison.Ordinal);

    [Theory]
    [InlineData("vimage ", "rename")]
    [InlineData("vimage rename . --on-error ", "Skip")]
    [InlineData("vimage scan --g", "--gate")]
    public async Task TheToolKnowsWhatComesNext(string line, string expected) =>
        Assert.Contains(expected, (await Tool.RunAsync($"[suggest:{line.Length}]", line)).Out.Split('\n'));
}
