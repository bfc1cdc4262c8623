using System.Collections.Concurrent;
using System.Text;
using StreamJsonRpc;
using Vimage.Admin.Protocol;

namespace Vimage.Admin.Tests;

/// <summary>An end point in a folder of its own, for a new vnet with two below it: <c>a</c>, which has <c>b</c>.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private static int s_count;

    private readonly ConcurrentBag<AdminConnection> _callers = [];

    internal Endpoint(Func<Vnet, Vnet>? tree = null, TimeSpan? requestTimeout = null, int connectionsMax = 16, IReadOnlyList<AdminCommand>? commands = null)
    {
        Top = Vnet.Root.CreateChild($"admin{Interlocked.Increment(ref s_count)}", new VnetOptions { ChildrenMax = 100 });
        Vnet a = Top.CreateChild("a", new VnetOptions { ChildrenMax = 10 });
        _ = a.CreateChild("b");
        _ = Top.CreateChild("c");
        Directory = Path.Combine(Path.GetTempPath(), $"vimage-{Guid.NewGuid():N}");
        Admin = VimageAdmin.Start(new VimageAdminOptions
        {
            Directory = Directory,
            Vnet = tree?.Invoke(Top) ?? Top,
            RequestTimeout = requestTimeout ?? TimeSpan.FromSeconds(5),
            ConnectionsMax = connectionsMax,
            Log = Log.Enqueue,
            Commands = commands ?? [],
        });
    }

    internal Vnet Top { get; }

    internal string Directory { get; }

    internal VimageAdmin Admin { get; }

    internal ConcurrentQueue<string> Log { get; } = new();

    internal async Task<IAdminProtocol> ConnectAsync() => (await OpenAsync()).Process;

    internal async Task<AdminConnection> OpenAsync()
    {
        AdminConnection connection = await AdminConnection.ConnectAsync(Admin.SocketPath);
        _callers.Add(connection);
        return connection;
    }

    /// <summary>Reads a stream to its end.</summary>
    internal static async Task<(string Text, int? ExitCode)> ReadAllAsync(ICommandProtocol commands, int stream)
    {
        StringBuilder text = new();
        while (true)
        {
            StreamChunk chunk = await commands.ReadStreamAsync(stream);
            text.Append(Encoding.Latin1.GetString(chunk.Data));
            if (chunk.IsEnd)
            {
                return ($"{text}", chunk.ExitCode);
            }
        }
    }

    /// <summary>Returns the one line that is logged: soon after a caller finds that its connection was broken off.</summary>
    internal async Task<string> OnlyLineAsync()
    {
        while (Log.IsEmpty)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        return Assert.Single(Log);
    }

    internal static async Task<string> ErrnoOf(Func<Task> request)
    {
        RemoteInvocationException failure = await Assert.ThrowsAsync<RemoteInvocationException>(request);
        Assert.Equal(AdminProtocol.FailureCode, failure.ErrorCode);
        return Assert.IsType<AdminFailure>(failure.DeserializedErrorData).Errno;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (AdminConnection each in _callers)
        {
            each.Dispose();
        }

        await Admin.DisposeAsync();
        await Top.DestroyAsync(new VnetDestroyOptions { Recursive = true });
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
