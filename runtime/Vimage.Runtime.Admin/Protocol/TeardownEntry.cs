namespace Vimage.Admin.Protocol;

/// <summary>What the teardown of a vnet has found.</summary>
/// <param name="Path">The vnet.</param>
/// <param name="EndedAt">When it was over.</param>
/// <param name="IsClean">Whether nothing was wrong.</param>
/// <param name="Modules">The modules that were detached, in that order.</param>
/// <param name="Failures">What hooks have thrown.</param>
/// <param name="Held">What has not ended in time.</param>
public sealed record TeardownEntry(
    string Path, DateTimeOffset EndedAt, bool IsClean, IReadOnlyList<string> Modules, IReadOnlyList<string> Failures, IReadOnlyList<string> Held);
