using Vimage.Bench.Harness;

namespace Vimage.Bench.Wormhole;

/// <summary>Wormholes, beside what the framework has for the same.</summary>
internal sealed class WormholeSuite : ISuite
{
    // The parts, in turn.
    private static readonly Func<Effort, IEnumerable<Row>>[] s_parts =
    [
        Messages.Run,
        RoundTrips.Run,
        Bytes.Run,
        Ownership.Run,
        WebRequests.Run,
        BetweenProcesses.Run,
        Allocations.Run,
        Sizes.Run,
        Echoes.Run,
    ];

    public string Name => "wormhole";

    public string Summary => "messages, bytes and requests between vnets and between processes, beside channels, pipes and sockets";

    public IEnumerable<Row> Run(Effort effort, IReadOnlyList<string> inputs) => s_parts.SelectMany(part => part(effort));
}
