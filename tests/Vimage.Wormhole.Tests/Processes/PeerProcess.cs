using System.Diagnostics;

namespace Vimage.Wormholes.Tests;

/// <summary>Another process, with an end of a wormhole.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    // SIGKILL, as the runtime reports it.
    private const int Killed = 128 + 9;

    private readonly Process _process;

    internal PeerProcess(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "companions", "Vimage.Wormhole.Peer.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_TieredCompilation"] = "1";
        _process = Process.Start(start)!;
    }

    /// <summary>Ends it in the middle of whatever it does, as <c>kill -9</c>.</summary>
    internal void Kill() => _process.Kill();

    /// <summary>Waits until it has ended by itself, with nothing to complain about.</summary>
    internal Task ExitAsync() => EndAsync(0);

    /// <summary>Waits until it was killed, by whomever; fails if it has ended by itself before.</summary>
    internal Task DieAsync() => EndAsync(Killed);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task EndAsync(int exitCode)
    {
        string errors = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).InTime();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).InTime();
        Assert.True(_process.ExitCode == exitCode, $"It ended with {_process.ExitCode}. {errors}");
    }
}
