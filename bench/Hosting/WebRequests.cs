using System.Net;
using Vimage.Bench.Harness;
using Vimage.Bench.Web;
using Vimage.Hosting;
using Vimage.Net;

namespace Vimage.Bench.Hosting;

/// <summary>Requests to Kestrel in a vnet from a client in another, over a pair of interfaces.</summary>
internal static class WebRequests
{
    private static readonly IPAddress s_address = IPAddress.Parse("10.0.0.1");

    internal static IEnumerable<Row> Run(Effort effort)
    {
        (Vnet server, Vnet client) = (Vnet.Root.CreateChild("server"), Vnet.Root.CreateChild("client"));
        (Epair a, Epair b) = server.Run(Epair.Create);
        b.MoveTo(client);
        server.Run(() => a.AddAddress(s_address, 24));
        client.Run(() => b.AddAddress(IPAddress.Parse("10.0.0.2"), 24));
        DnsEndPoint name = new("10.0.0.1", 80);
        using PlainText web = new(kestrel => kestrel.ListenInVnet(server, s_address, 80));
        return web.Run(effort, "kestrel-epair", () => VnetHttp.ConnectAsync(client, name).AsTask(), Target.AtLeast(1.5));
    }
}
