using System.Net.Sockets;
using Vimage.Admin.Protocol;
using Vimage.Wormholes;

namespace Vimage.Admin.Serving;

/// <summary>Accepts callers, as many as may be connected, and refuses those of other users.</summary>
internal sealed class AdminListener : IAsyncDisposable
{
    private const int Backlog = 16;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly VimageAdminOptions _options;
    private readonly Action<string> _log;
    private readonly AdminScope _scope;
    private readonly TeardownLog _teardowns;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _sessions = [];
    private readonly Task _accepting;

    private AdminListener(VimageAdminOptions options, Action<string> log, Socket socket, string path)
    {
        _options = options;
        _log = log;
        _scope = new AdminScope(options.Vnet);
        _teardowns = new TeardownLog(_scope);
        _socket = socket;
        Path = path;
        _accepting = Task.Run(AcceptAsync);
    }

    internal string Path { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        Task[] sessions;
        lock (_sessions)
        {
            sessions = [.. _sessions];
        }

        await Task.WhenAll(sessions).ConfigureAwait(false);
        _socket.Dispose();
        _teardowns.Dispose();
        _stopping.Dispose();
        File.Delete(Path);
    }

    internal static AdminListener Listen(VimageAdminOptions options, Action<string> log)
    {
        OwnedDirectory.Ensure(options.Directory);
        string path = System.IO.Path.Combine(options.Directory, options.Name + AdminProtocol.SocketExtension);
        UnixDomainSocketEndPoint endPoint = new(path);
        RemoveStale(path, endPoint);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return new AdminListener(options, log, socket, path);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A process that was killed has left its file behind.
    private static void RemoveStale(string path, UnixDomainSocketEndPoint endPoint)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using Socket attempt = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            attempt.Connect(endPoint);
        }
        catch (SocketException)
        {
            File.Delete(path);
            return;
        }

        throw new IOException($"Somebody listens at '{path}' already. Stop that one first, or give another name. (EADDRINUSE)");
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket caller;
            try
            {
                caller = await _socket.AcceptAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException error)
            {
                // The process may be out of descriptors for a while; who is connected goes on.
                _log($"A caller could not be accepted: {error.Message}");
                await Task.Delay(s_pause).ConfigureAwait(false);
                continue;
            }

            if (!PeerCredentials.IsSameUser(caller))
            {
                _log("A caller of another user was refused. (EACCES)");
                caller.Dispose();
            }
            else
            {
                Serve(caller);
            }
        }
    }

    private void Serve(Socket caller)
    {
        lock (_sessions)
        {
            _sessions.RemoveWhere(static session => session.IsCompleted);
            if (_sessions.Count >= _options.ConnectionsMax)
            {
                _log($"A caller was refused: {_sessions.Count} are connected. (EMFILE)");
                caller.Dispose();
                return;
            }

            _sessions.Add(Task.Run(() => new AdminSession(_options, _log, _scope, _teardowns, caller).RunAsync(_stopping.Token)));
        }
    }
}
