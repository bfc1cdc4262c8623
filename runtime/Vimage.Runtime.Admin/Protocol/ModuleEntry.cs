namespace Vimage.Admin.Protocol;

/// <summary>A module of the process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsPending">Whether it waits for one that it depends on.</param>
public sealed record ModuleEntry(string Name, bool IsPending);
