using Vimage.Admin.Protocol;

namespace Vimage.Admin;

/// <summary>How a process lets its vnets be seen and steered.</summary>
public sealed class VimageAdminOptions
{
    /// <summary>Gets the folder of the socket, which is made if need be; nobody but its owner can enter it.</summary>
    public string Directory { get; init; } = AdminProtocol.DefaultDirectory();

    /// <summary>Gets the name of the socket's file there, without its extension; the number of the process unless given.</summary>
    public string Name { get; init; } = $"{Environment.ProcessId}";

    /// <summary>Gets the vnet whose sub-tree can be seen and steered, by its rights; nothing else can.</summary>
    public Vnet Vnet { get; init; } = Vnet.Root;

    /// <summary>Gets what can be run inside vnets, besides what is there always.</summary>
    public IReadOnlyList<AdminCommand> Commands { get; init; } = [];

    /// <summary>Gets how many may be connected at once; more are refused.</summary>
    public int ConnectionsMax { get; init; } = 16;

    /// <summary>Gets how long a request may take to arrive once it has begun to.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets what is told about callers that were refused and connections that were broken off: a line each. In a host, its log is told in any case.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}
