using System.Globalization;
using Vimage.Admin.Protocol;

namespace Vimage.Admin.Tests;

/// <summary>What a program lets others run in its vnets.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _cancelled = new();
    private readonly Endpoint _endpoint;
    private ICommandProtocol _commands = null!;

    public CommandTests() => _endpoint = new Endpoint(commands:
    [
        new AdminCommand("where", "Says where it runs.", static async (arguments, output, _) =>
        {
            await output.WriteLineAsync($"{Vnet.Current.Name} {string.Join(',', arguments)}");
            return 3;
        }),
        new AdminCommand("fail", "Fails.", static (_, _, _) => throw new InvalidOperationException("It is of no use.")),
        new AdminCommand("much", "Writes more than anybody reads.", static async (_, output, cancelled) =>
        {
            string line = new('x', 1000);
            while (!cancelled.IsCancellationRequested)
            {
                await output.WriteLineAsync(line);
            }

            return 0;
        }),
        new AdminCommand("blocks", "Writes blocks of zeros, one each time that somebody may be reading.", static async (arguments, output, _) =>
        {
            Random random = new(int.Parse(arguments[0], CultureInfo.InvariantCulture));
            for (int i = 0; i < 2000; i++)
            {
                await output.WriteAsync(new string('\0', random.Next(2500, 3050)));
                await Task.Yield();
            }

            return 0;
        }),
        new AdminCommand("wait", "Waits until it is cancelled.", async (_, output, cancelled) =>
        {
            await output.WriteLineAsync("waiting");
            cancelled.Register(_cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, cancelled);
            return 0;
        }),
    ]);

    public async ValueTask InitializeAsync() => _commands = (await _endpoint.OpenAsync()).Commands;

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task They_are_listed() =>
        Assert.Equal(["blocks", "fail", "much", "ping", "wait", "where"], (await _commands.ListCommandsAsync()).Select(static each => each.Name));

    [Fact]
    public async Task They_run_in_the_vnet_that_they_are_asked_for_in() =>
        Assert.Equal(("b x,y z\n", 3), await Endpoint.ReadAllAsync(_commands, await _commands.ExecuteAsync("a.b", "where", ["x", "y z"])));

    [Fact]
    public async Task One_that_throws_says_what()
    {
        (string text, int? exitCode) = await Endpoint.ReadAllAsync(_commands, await _commands.ExecuteAsync("a", "fail", []));
        Assert.Equal(("fail: InvalidOperationException: It is of no use.\n", 70), (text, exitCode));
    }

    [Fact]
    public async Task One_that_is_not_there_is_refused_with_those_that_are()
    {
        StreamJsonRpc.RemoteInvocationException failure =
            await Assert.ThrowsAsync<StreamJsonRpc.RemoteInvocationException>(() => _commands.ExecuteAsync("a", "no", []));
        Assert.Contains("ping, where, fail, much, blocks, wait", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_closed_is_cancelled()
    {
        int stream = await _commands.ExecuteAsync("a", "wait", []);
        StreamChunk chunk = await _commands.ReadStreamAsync(stream);
        Assert.Equal("waiting\n"u8, chunk.Data);
        await _commands.CloseStreamAsync(stream);
        await _cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(70, (await Endpoint.ReadAllAsync(_commands, stream)).ExitCode);
    }

    [Fact]
    public async Task One_whose_caller_goes_away_is_cancelled()
    {
        using (AdminConnection other = await AdminConnection.ConnectAsync(_endpoint.Admin.SocketPath))
        {
            await other.Commands.ReadStreamAsync(await other.Commands.ExecuteAsync("a", "wait", []));
        }

        await _cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task One_whose_vnet_is_torn_down_is_cancelled()
    {
        await _commands.ReadStreamAsync(await _commands.ExecuteAsync("c", "wait", []));
        await _endpoint.Top["c"].DestroyAsync();
        await _cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task One_that_writes_without_end_waits_for_its_reader()
    {
        int stream = await _commands.ExecuteAsync("a", "much", []);
        int length = 0;
        while (length < 3_000_000)
        {
            length += (await _commands.ReadStreamAsync(stream)).Data.Length;
        }

        await _commands.CloseStreamAsync(stream);
        Assert.Equal(0, (await Endpoint.ReadAllAsync(_commands, stream)).ExitCode);
    }

    // What is read is decoded in memory that must not be that of the message.
    [Fact]
    public async Task What_many_read_at_once_is_what_was_written() => await Task.WhenAll(Enumerable.Range(1, 4).Select(async seed =>
    {
        ICommandProtocol commands = (await _endpoint.OpenAsync()).Commands;
        Random random = new(seed);
        (string text, int? exitCode) = await Endpoint.ReadAllAsync(commands, await commands.ExecuteAsync("a", "blocks", [$"{seed}"]));
        Assert.Equal(0, exitCode);
        Assert.Equal(Enumerable.Range(0, 2000).Sum(_ => random.Next(2500, 3050)), text.Count(static c => c == '\0'));
    }));

    [Fact]
    public async Task The_streams_of_others_can_not_be_guessed()
    {
        int stream = await _commands.ExecuteAsync("a", "wait", []);
        ICommandProtocol stranger = (await _endpoint.OpenAsync()).Commands;
        Assert.Equal("EBADF", await Endpoint.ErrnoOf(() => stranger.ReadStreamAsync(stream)));
        Assert.Equal("EBADF", await Endpoint.ErrnoOf(() => stranger.CloseStreamAsync(stream)));
    }

    [Fact]
    public async Task One_is_read_by_one_request_at_a_time()
    {
        int stream = await _commands.ExecuteAsync("a", "wait", []);
        await _commands.ReadStreamAsync(stream);
        Task<StreamChunk> first = _commands.ReadStreamAsync(stream);
        Assert.Equal("EBUSY", await Endpoint.ErrnoOf(() => _commands.ReadStreamAsync(stream)));
        Assert.Empty((await first).Data);
        Assert.Empty((await _commands.ReadStreamAsync(stream)).Data);
    }

    [Fact]
    public async Task There_are_only_so_many_at_a_time()
    {
        for (int i = 0; i < 8; i++)
        {
            await _commands.ExecuteAsync("a", "much", []);
        }

        Assert.Equal("EMFILE", await Endpoint.ErrnoOf(() => _commands.ExecuteAsync("a", "much", [])));
    }
}
