using System.IO.Pipelines;
using System.Text;

namespace Vimage.Admin.Serving;

/// <summary>A command that runs, and what it writes.</summary>
internal sealed class CommandStream : OutputSource
{
    // (sysexits: EX_SOFTWARE.)
    private const int Failed = 70;
    private const int MostUnread = 256 << 10;

    private readonly object _gate = new();
    private readonly CancellationTokenSource _cancelling;
    private bool _hasEnded;
    private int _exitCode;

    internal CommandStream(Vnet vnet, AdminCommand command, IReadOnlyList<string> arguments)
        : base(new Pipe(new PipeOptions(pauseWriterThreshold: MostUnread, resumeWriterThreshold: MostUnread / 2, useSynchronizationContext: false)))
    {
        _cancelling = CancellationTokenSource.CreateLinkedTokenSource(vnet.Stopping);
        _ = Task.Run(() => RunAsync(vnet, command, arguments));
    }

    private protected override int? ExitCode => _exitCode;

    internal override ValueTask CloseAsync()
    {
        lock (_gate)
        {
            return _hasEnded ? ValueTask.CompletedTask : new ValueTask(_cancelling.CancelAsync());
        }
    }

    private async Task RunAsync(Vnet vnet, AdminCommand command, IReadOnlyList<string> arguments)
    {
        StreamWriter output = new(Pipe.Writer.AsStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
        await using (output.ConfigureAwait(false))
        {
            try
            {
                _exitCode = await vnet.RunAsync(() => command.Handler(arguments, output, _cancelling.Token)).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // A command's failure is its caller's to know; the process goes on.
            catch (Exception error)
#pragma warning restore CA1031
            {
                _exitCode = Failed;
                if (!_cancelling.IsCancellationRequested)
                {
                    await output.WriteLineAsync($"{command.Name}: {error.GetType().Name}: {error.Message}").ConfigureAwait(false);
                }
            }

            // The vnet's token has it among those that it tells, and may live as long as the process.
            lock (_gate)
            {
                _hasEnded = true;
                _cancelling.Dispose();
            }
        }
    }
}
