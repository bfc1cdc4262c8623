using StreamJsonRpc;

namespace Vimage.Admin.Protocol;

/// <summary>What can be asked to be run, and what comes of it. Paths are those of <see cref="IAdminProtocol"/>.</summary>
public interface ICommandProtocol
{
    /// <summary>Lists what can be run.</summary>
    /// <returns>The commands, in the order of their names.</returns>
    [JsonRpcMethod("commands")]
    Task<IReadOnlyList<CommandEntry>> ListCommandsAsync();

    /// <summary>Runs a command inside a vnet.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="command">The command; ENOENT if there is none of that name.</param>
    /// <param name="arguments">What it is given.</param>
    /// <returns>The number of a stream of what it writes.</returns>
    [JsonRpcMethod("exec")]
    Task<int> ExecuteAsync(string path, string command, IReadOnlyList<string> arguments);

    /// <summary>Reads on, and waits a second if there is nothing yet.</summary>
    /// <param name="stream">The number, which this connection was given; EBADF for any other.</param>
    /// <returns>The next part. After the last one the number means nothing.</returns>
    [JsonRpcMethod("stream.read")]
    Task<StreamChunk> ReadStreamAsync(int stream);

    /// <summary>Ends a stream: a command is cancelled, a capture is over. What is there can still be read.</summary>
    /// <param name="stream">The number.</param>
    [JsonRpcMethod("stream.close")]
    Task CloseStreamAsync(int stream);
}
