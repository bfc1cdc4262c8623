using Vimage.Admin.Protocol;
using Vimage.Cli.Terminals;

namespace Vimage.Cli.Processes;

/// <summary>The process that a verb asks, and the vnet that paths on the command line are relative to.</summary>
internal sealed class RunningProcess(AdminConnection connection, string prefix, Terminal terminal)
{
    /// <summary>The path of the vnet that the process's end point is for.</summary>
    internal const string Self = ".";

    internal IAdminProtocol Vnets => connection.Process;

    internal INetworkProtocol Network => connection.Network;

    internal IWormholeProtocol Wormholes => connection.Wormholes;

    internal ICommandProtocol Commands => connection.Commands;

    /// <summary>Gets the file of the process's socket, by which another command line finds it again.</summary>
    internal string SocketPath => connection.SocketPath;

    internal Terminal Terminal => terminal;

    internal TextWriter Out => terminal.Out;

    /// <summary>Returns the path that the process knows a vnet by.</summary>
    internal string Resolve(string? path) =>
        path is null or Self ? prefix
        : prefix == Self ? path
        : $"{prefix}.{path}";
}
