namespace Vimage.Dashboard.Serving;

/// <summary>What an interface connects.</summary>
/// <param name="Vnet">The path of its vnet.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsUp">Whether it is switched on, and its link leads anywhere.</param>
/// <param name="Peer">The other end of a pair, as <c>NAME@PATH</c>.</param>
/// <param name="Members">The members of a bridge.</param>
internal sealed record ConnectorEntry(string Vnet, string Name, string Kind, bool IsUp, string? Peer, IReadOnlyList<string> Members);
