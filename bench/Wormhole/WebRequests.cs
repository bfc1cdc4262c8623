using Vimage.Bench.Harness;
using Vimage.Bench.Web;
using Vimage.Hosting;

namespace Vimage.Bench.Wormhole;

/// <summary>Requests to Kestrel through a wormhole.</summary>
internal static class WebRequests
{
    internal static IEnumerable<Row> Run(Effort effort)
    {
        WormholeEndPoint endPoint = new(Sides.Second);
        using PlainText web = new(kestrel => kestrel.Listen(endPoint));
        return web.Run(effort, "kestrel-wormhole", async () => (await endPoint.ConnectAsync(Sides.First)).AsStream(), Target.AtLeast(3));
    }
}
