using Vimage.Bench.Harness;
using Vimage.Bench.Net.Streams;

namespace Vimage.Bench.Net;

/// <summary>The network stack, beside the Linux kernel's and beside itself compiled out.</summary>
internal sealed class NetSuite : ISuite
{
    // The parts, in turn.
    private static readonly Func<Effort, IEnumerable<Row>>[] s_parts =
    [
        Modes.Run,
        Forwarding.Run,
        Datagrams.Run,
        LoopbackStreams.Run,
        SmallSegmentStreams.Run,
        TapStreams.Run,
        CreateDestroy.Run,
        IdleVnets.Run,
        Chains.Run,
        Families.Forward,
        Families.Connect,
        Filtering.Run,
        Floods.Run,
        DualStackPings.Run,
    ];

    public string Name => "net";

    public string Summary => "forwarding, datagrams, connections, and vnets with interfaces by the thousand, beside the Linux kernel";

    public IEnumerable<Row> Run(Effort effort, IReadOnlyList<string> inputs) => s_parts.SelectMany(part => part(effort));
}
