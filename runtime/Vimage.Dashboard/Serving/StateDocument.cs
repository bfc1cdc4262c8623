using Vimage.Admin.Protocol;

namespace Vimage.Dashboard.Serving;

/// <summary>What is the case.</summary>
/// <param name="Time">When, in seconds since whenever: rates are differences of counters over differences of this.</param>
/// <param name="Process">Whose it is.</param>
/// <param name="Vnets">All vnets that are shown.</param>
/// <param name="Selected">The one that was asked for; none if it has gone.</param>
/// <param name="Wormholes">The wormholes.</param>
/// <param name="Teardowns">The last teardowns, the last one first.</param>
internal sealed record StateDocument(
    double Time,
    AdminGreeting Process,
    IReadOnlyList<VnetEntry> Vnets,
    SelectedEntry? Selected,
    IReadOnlyList<WormholeEntry> Wormholes,
    IReadOnlyList<TeardownEntry> Teardowns);
