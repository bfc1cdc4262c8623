using Vimage.Admin.Protocol;

namespace Vimage.Admin.Serving;

/// <summary>Runs commands, and hands out what they write.</summary>
internal sealed class CommandTarget(AdminScope scope, IReadOnlyList<AdminCommand> commands, StreamTable streams) : ICommandProtocol
{
    public Task<IReadOnlyList<CommandEntry>> ListCommandsAsync() => scope.Answer<IReadOnlyList<CommandEntry>>(() =>
        [.. commands.OrderBy(static each => each.Name, StringComparer.Ordinal).Select(static each => new CommandEntry(each.Name, each.Description))]);

    public Task<int> ExecuteAsync(string path, string command, IReadOnlyList<string> arguments) => scope.Answer(() =>
    {
        AdminCommand found = commands.FirstOrDefault(each => each.Name == command)
            ?? throw AdminScope.Failure("ENOENT", null, $"There is no command '{command}'. There are: {string.Join(", ", commands.Select(static each => each.Name))}.");
        return streams.Add(new CommandStream(scope.Find(path), found, arguments));
    });

    public async Task<StreamChunk> ReadStreamAsync(int stream)
    {
        StreamChunk? chunk = null;
        await scope.AnswerAsync(async () => chunk = await streams.ReadAsync(stream).ConfigureAwait(false)).ConfigureAwait(false);
        return chunk!;
    }

    public Task CloseStreamAsync(int stream) => scope.AnswerAsync(() => streams.Find(stream).CloseAsync().AsTask());
}
