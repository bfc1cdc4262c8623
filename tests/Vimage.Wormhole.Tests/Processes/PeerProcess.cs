using System.Diagnostics;

namespace Vimage.Wormholes.Tests;

/// <summary>Another process, with an end of a wormhole.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private readonly Process _process;

    internal PeerProcess(string task, string path)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "companions", "Vimage.Wormhole.Peer.dll"));
        start.ArgumentList.Add(task);
        start.ArgumentList.Add(path);
        start.Environment["DOTNET_TieredCompilation"] = "1";
        _process = Process.Start(start)!;
    }

    /// <summary>Ends it in the middle of whatever it does, as <c>kill -9</c>.</summary>
    internal void Kill() => _process.Kill();

    internal async Task ExitAsync()
    {
        string errors = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(_process.ExitCode == 0, errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
