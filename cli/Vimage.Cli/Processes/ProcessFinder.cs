using System.Globalization;
using System.Net.Sockets;
using Vimage.Admin.Protocol;

namespace Vimage.Cli.Processes;

/// <summary>Finds the process that is to be asked: the one that was named, or the only one.</summary>
internal static class ProcessFinder
{
    internal static async Task<AdminConnection> ConnectAsync(string? socket, int? pid, CancellationToken cancellation)
    {
        string directory = AdminProtocol.DefaultDirectory();
        if (socket is null && pid is not null)
        {
            socket = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{pid}{AdminProtocol.SocketExtension}"));
        }

        if (socket is not null)
        {
            return await TryConnectAsync(socket, cancellation) ?? throw new ProcessException(
                SysExit.Unavailable, "ECONNREFUSED", $"Nobody listens at '{socket}'. Does the process run, and has it started its end point (VimageAdmin.Start)?");
        }

        return await FindOnlyAsync(directory, cancellation);
    }

    private static async Task<AdminConnection> FindOnlyAsync(string directory, CancellationToken cancellation)
    {
        List<(AdminConnection Connection, AdminGreeting Greeting)> found = [];
        string[] sockets = Directory.Exists(directory) ? Directory.GetFiles(directory, $"*{AdminProtocol.SocketExtension}") : [];
        foreach (string each in sockets.Order(StringComparer.Ordinal))
        {
            if (await TryConnectAsync(each, cancellation) is { } connection)
            {
                found.Add((connection, await connection.Process.HelloAsync(AdminProtocol.Version)));
            }
        }

        if (found is [var only])
        {
            return only.Connection;
        }

        found.ForEach(static each => each.Connection.Dispose());
        throw found.Count == 0
            ? new ProcessException(SysExit.Unavailable, "ESRCH", $"No process of yours lets its vnets be seen: there is no socket that answers in '{directory}'. Start its end point (VimageAdmin.Start), or name one with --socket.")
            : new ProcessException(SysExit.Usage, "EINVAL", $"There are several processes. Name one with --pid: {string.Join(", ", found.Select(static each => $"{each.Greeting.ProcessId} ({each.Greeting.Program})"))}.");
    }

    // What a killed process has left behind does not answer.
    private static async Task<AdminConnection?> TryConnectAsync(string socket, CancellationToken cancellation)
    {
        try
        {
            return await AdminConnection.ConnectAsync(socket, cancellation);
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
