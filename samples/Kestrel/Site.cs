using System.Net;
using Vimage;
using Vimage.Hosting;
using Vimage.Net;

namespace ManyServers;

/// <summary>A server's vnet and a client's, with a cable between them. Every site has the same addresses.</summary>
internal sealed class Site
{
    internal static readonly IPAddress Address = IPAddress.Parse("10.0.0.1");

    internal Site(int number)
    {
        (Server, Vnet client) = (Vnet.Root.CreateChild($"shop{number}"), Vnet.Root.CreateChild($"client{number}"));
        (Epair inside, Epair outside) = Server.Run(Epair.Create);
        outside.MoveTo(client);
        Server.Run(() => inside.AddAddress(Address, 24));
        client.Run(() => outside.AddAddress(IPAddress.Parse("10.0.0.2"), 24));
        client.Run(static () => VnetDns.AddHost(Address, "shop"));
        Client = VnetHttp.CreateClient(client);
        Client.BaseAddress = new Uri("http://shop/");
    }

    internal Vnet Server { get; }

    internal HttpClient Client { get; }
}
