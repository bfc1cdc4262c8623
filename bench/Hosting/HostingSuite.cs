using Vimage.Bench.Harness;

namespace Vimage.Bench.Hosting;

/// <summary>What people already use, in vnets.</summary>
internal sealed class HostingSuite : ISuite
{
    public string Name => "hosting";

    public string Summary => "requests to Kestrel in a vnet's own network, beside loopback sockets; looking at thousands of vnets; a thousand routers";

    public IEnumerable<Row> Run(Effort effort, IReadOnlyList<string> inputs) =>
        [.. WebRequests.Run(effort), .. AdminRequests.Run(effort), .. Emulation.Run(effort)];
}
