using System.Text.Json.Serialization;

namespace Vimage.Admin.Protocol;

/// <summary>A vnet. What is 0 is not in the message: there may be thousands.</summary>
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Descendants = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int ChildrenMax = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Interfaces = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Sockets = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Tasks = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double CpuSeconds = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Runnable = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Load1 = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Load5 = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Load15 = 0);
