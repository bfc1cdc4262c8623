using StreamJsonRpc;

namespace Vimage.Admin.Protocol;

/// <summary>
/// What can be asked of a process about its vnets, as methods of JSON-RPC 2.0: one message a line, in UTF-8. Paths are relative to the vnet that the end point
/// was opened for, which is <c>"."</c>; nothing above or beside it can be named.
/// </summary>
/// <remarks>
/// A failure is an error whose data is an <see cref="AdminFailure"/>. Methods and properties may be added to a version; what is there keeps
/// its meaning.
/// </remarks>
public interface IAdminProtocol
{
    /// <summary>Agrees on a version.</summary>
    /// <param name="version">The highest that the caller knows.</param>
    /// <returns>Who answers; EPROTONOSUPPORT if the two have no version in common.</returns>
    [JsonRpcMethod("hello")]
    Task<AdminGreeting> HelloAsync(int version);

    /// <summary>Lists vnets.</summary>
    /// <param name="path">The vnet to begin at.</param>
    /// <param name="recursive">Whether those below its children too.</param>
    /// <returns>The vnet itself, then those below it, each before its children.</returns>
    [JsonRpcMethod("ls")]
    Task<IReadOnlyList<VnetEntry>> ListAsync(string path, bool recursive);

    /// <summary>Creates a vnet.</summary>
    /// <param name="path">Its path; all but the last part exist.</param>
    /// <param name="childrenMax">How many it may have below it.</param>
    [JsonRpcMethod("create")]
    Task CreateAsync(string path, int childrenMax);

    /// <summary>Destroys a vnet.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="recursive">Whether with all below it; else EBUSY if there is any.</param>
    /// <returns>What was found.</returns>
    [JsonRpcMethod("destroy")]
    Task<TeardownEntry> DestroyAsync(string path, bool recursive);

    /// <summary>Reads variables that have a name.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="prefix">What their names begin with.</param>
    /// <returns>The variables, in the order of their names.</returns>
    [JsonRpcMethod("sysctl")]
    Task<IReadOnlyList<VariableEntry>> ListVariablesAsync(string path, string prefix);

    /// <summary>Sets a variable.</summary>
    /// <param name="path">The vnet.</param>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value, in the invariant culture.</param>
    [JsonRpcMethod("sysctl.set")]
    Task SetVariableAsync(string path, string name, string value);

    /// <summary>Lists what a vnet, with all below it, has and may have.</summary>
    /// <param name="path">The vnet.</param>
    /// <returns>The limits, in the order of their names.</returns>
    [JsonRpcMethod("limits")]
    Task<IReadOnlyList<LimitEntry>> ListLimitsAsync(string path);

    /// <summary>Limits what a vnet, with all below it, may have. What it has it keeps.</summary>
    /// <param name="path">The vnet, which is not the one that paths are relative to.</param>
    /// <param name="name">The quota; <c>children</c> for vnets, <c>cpu</c> for percents of a processor.</param>
    /// <param name="limit">How much; <see langword="null"/> for no limit.</param>
    [JsonRpcMethod("limits.set")]
    Task SetLimitAsync(string path, string name, long? limit);

    /// <summary>Lists the last teardowns of vnets below the one that paths are relative to.</summary>
    /// <returns>What they have found; the last one first, 256 at most.</returns>
    [JsonRpcMethod("teardowns")]
    Task<IReadOnlyList<TeardownEntry>> ListTeardownsAsync();

    /// <summary>Lists the modules of the process.</summary>
    /// <returns>Their names, those that wait for others last.</returns>
    [JsonRpcMethod("modules")]
    Task<IReadOnlyList<ModuleEntry>> ListModulesAsync();
}
