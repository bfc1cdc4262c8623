namespace Vimage.Admin.Protocol;

/// <summary>Who answers.</summary>
/// <param name="Version">The version that both speak.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Program">The name of its program.</param>
/// <param name="Vnet">The name of the vnet that paths are relative to, without those above it; <c>vnet0</c> for the root.</param>
public sealed record AdminGreeting(int Version, int ProcessId, string Program, string Vnet);
