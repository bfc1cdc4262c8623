namespace Vimage.Admin.Protocol;

/// <summary>What the teardown of a vnet has found.</summary>
/// <param name="IsClean">Whether nothing was wrong.</param>
/// <param name="Modules">The modules that were detached, in that order.</param>
/// <param name="Failures">What hooks have thrown.</param>
/// <param name="Held">What has not ended in time.</param>
public sealed record TeardownEntry(bool IsClean, IReadOnlyList<string> Modules, IReadOnlyList<string> Failures, IReadOnlyList<string> Held);
