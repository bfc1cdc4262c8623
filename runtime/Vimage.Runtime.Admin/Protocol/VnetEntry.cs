namespace Vimage.Admin.Protocol;

/// <summary>A vnet.</summary>
/// <param name="Path">Its path; <c>"."</c> for the one that paths are relative to.</param>
/// <param name="Descendants">How many are below it.</param>
/// <param name="ChildrenMax">How many may be.</param>
/// <param name="Interfaces">How many interfaces it has; 0 where the process has no network stack.</param>
/// <param name="Sockets">How many sockets it owns, and other things by which the outside reaches it.</param>
/// <param name="Tasks">How many tasks it owns.</param>
/// <param name="CpuSeconds">The time that its work items have taken.</param>
/// <param name="Runnable">How many of them run or wait to run.</param>
/// <param name="Load1">Its load average over a minute.</param>
/// <param name="Load5">Over five.</param>
/// <param name="Load15">Over fifteen.</param>
public sealed record VnetEntry(
    string Path,
    int Descendants,
    int ChildrenMax,
    int Interfaces,
    int Sockets,
    int Tasks,
    double CpuSeconds,
    int Runnable,
    double Load1,
    double Load5,
    double Load15);
