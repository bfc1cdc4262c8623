using System.Text.Json.Serialization;
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

/// <summary>A vnet in detail.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Interfaces">Its interfaces.</param>
/// <param name="Limits">What it has and may have.</param>
internal sealed record SelectedEntry(string Path, IReadOnlyList<InterfaceEntry> Interfaces, IReadOnlyList<LimitEntry> Limits);

/// <summary>What is connected with what.</summary>
/// <param name="Interfaces">All interfaces but loopbacks.</param>
internal sealed record TopologyDocument(IReadOnlyList<ConnectorEntry> Interfaces);

/// <summary>What an interface connects.</summary>
/// <param name="Vnet">The path of its vnet.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsUp">Whether it is switched on, and its link leads anywhere.</param>
/// <param name="Peer">The other end of a pair, as <c>NAME@PATH</c>.</param>
/// <param name="Members">The members of a bridge.</param>
internal sealed record ConnectorEntry(string Vnet, string Name, string Kind, bool IsUp, string? Peer, IReadOnlyList<string> Members);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StateDocument))]
[JsonSerializable(typeof(TopologyDocument))]
internal sealed partial class DashboardJson : JsonSerializerContext;
