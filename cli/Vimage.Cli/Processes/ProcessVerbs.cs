using System.CommandLine;
using System.Net.Sockets;
using StreamJsonRpc;
using Vimage.Admin.Protocol;
using Vimage.Cli.Commands;

namespace Vimage.Cli.Processes;

/// <summary>What the verbs on a running process have in common: which process, which vnet, and how they end.</summary>
internal sealed class ProcessVerbs(ToolContext context)
{
    private readonly HashSet<Command> _verbs = [];

    private readonly Option<int?> _pid = new("--pid") { Description = "The process; the only one of yours unless given.", HelpName = "number" };

    private readonly Option<string?> _socket = new("--socket") { Description = "The file of the process's socket, in place of --pid.", HelpName = "file" };

    /// <summary>Gets what may stand before a verb: the vnet that its paths are relative to.</summary>
    internal Argument<string[]> Before { get; } = new("vnet")
    {
        Arity = ArgumentArity.ZeroOrMore,

        // Else the help of every command would have it.
        Hidden = true,
    };

    /// <summary>Gets the option of the verbs that would be programs in a vnet: which one.</summary>
    internal Option<string?> Inside { get; } = new("--vnet", "-j") { Description = "The vnet to do it in. The same as the vnet before the verb.", HelpName = "vnet" };

    /// <summary>Returns whether a command is a verb on a running process.</summary>
    internal bool Contains(Command command) => _verbs.Contains(command);

    /// <summary>Makes a command a verb.</summary>
    internal Command Make(Command command, Func<ParseResult, RunningProcess, CancellationToken, Task<int>> run)
    {
        command.Add(_pid);
        command.Add(_socket);
        _verbs.Add(command);
        command.SetAction((result, cancellation) => RunAsync(result, process => run(result, process, cancellation), cancellation));
        return command;
    }

    /// <summary>Makes a command one that ends as verbs do, but asks no process.</summary>
    internal Command MakeLocal(Command command, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        _verbs.Add(command);
        command.SetAction((result, cancellation) => GuardAsync(() => run(result, cancellation)));
        return command;
    }

    /// <summary>Refuses a vnet before a command that knows of none.</summary>
    internal Command RefusePrefix(Command command)
    {
        command.Validators.Add(result =>
        {
            if (result.GetValue(Before) is { Length: > 0 } before)
            {
                result.AddError($"'{before[0]}' can't stand before '{command.Name}', which is about a code base.");
            }
        });
        return command;
    }

    /// <summary>Says what is wrong with a command line.</summary>
    internal Task<int> RefuseAsync(ParseResult result) => FailAsync(new ProcessException(
        SysExit.Usage, "EINVAL", $"{string.Join(' ', result.Errors.Select(static each => each.Message))} See: vimage {result.CommandResult.Command.Name} --help"));

    private Task<int> RunAsync(ParseResult result, Func<RunningProcess, Task<int>> run, CancellationToken cancellation) => GuardAsync(async () =>
    {
        using AdminConnection connection = await ProcessFinder.ConnectAsync(result.GetValue(_socket), result.GetValue(_pid), cancellation);
        await connection.Process.HelloAsync(AdminProtocol.Version);
        return await run(new RunningProcess(connection, PrefixOf(result), context.Terminal));
    });

    // What can go wrong is a sentence and an exit code.
    private async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (ProcessException error)
        {
            return await FailAsync(error);
        }
        catch (RemoteInvocationException error)
        {
            return await FailAsync(error.DeserializedErrorData is AdminFailure failure
                ? ProcessException.Refused(failure.Errno, error.Message)
                : new ProcessException(SysExit.Software, "EIO", $"The process could not answer: {error.Message}"));
        }
        catch (RemoteMethodNotFoundException error)
        {
            return await FailAsync(new ProcessException(SysExit.Protocol, "EPROTONOSUPPORT", $"The process is of an older version, and can't do that: {error.Message}"));
        }
        catch (VnetException error)
        {
            return await FailAsync(ProcessException.Refused(error.Errno, error.Message));
        }
        catch (Exception error) when (error is ConnectionLostException or SocketException or IOException { InnerException: SocketException })
        {
            return await FailAsync(new ProcessException(SysExit.Unavailable, "ECONNRESET", "The process has ended, or broken off the connection."));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(new ProcessException(SysExit.IoError, "EIO", error.Message));
        }
    }

    private async Task<int> FailAsync(ProcessException error)
    {
        await context.Terminal.Error.WriteLineAsync($"vimage: {error.Errno}: {error.Message}");
        return (int)error.Exit;
    }

    // Before a verb there is one vnet; without a verb, the root command looks at what there is itself.
    private string PrefixOf(ParseResult result)
    {
        string[] before = result.CommandResult.Command is RootCommand ? [] : result.GetValue(Before) ?? [];
        string? inside = result.CommandResult.Command.Options.Contains(Inside) ? result.GetValue(Inside) : null;
        return before switch
        {
            [] => inside ?? RunningProcess.Self,
            [var vnet] => inside is null ? vnet : $"{vnet}.{inside}",
            _ => throw new ProcessException(SysExit.Usage, "EINVAL", $"'{before[1]}' can't stand between '{before[0]}' and '{result.CommandResult.Command.Name}'. To run a command of the process with such a name, write: vimage exec {string.Join(' ', before)} ..."),
        };
    }
}
