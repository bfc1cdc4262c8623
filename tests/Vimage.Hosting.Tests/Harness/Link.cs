using System.Net;
using Vimage.Net;

namespace Vimage.Hosting.Tests;

/// <summary>Two new vnets with a link between them: a server's, 10.0.0.1, and a client's, 10.0.0.2. All of them have these addresses.</summary>
internal sealed class Link : IAsyncDisposable
{
    internal const string Url = "http://10.0.0.1/";

    internal static readonly IPAddress ServerAddress = IPAddress.Parse("10.0.0.1");

    private static int s_count;

    internal Link()
    {
        int number = Interlocked.Increment(ref s_count);
        Server = Vnet.Root.CreateChild($"s{number}");
        Client = Vnet.Root.CreateChild($"c{number}");
        (Epair server, Epair client) = Server.Run(Epair.Create);
        client.MoveTo(Client);
        Server.Run(() => server.AddAddress(ServerAddress, 24));
        Client.Run(() => client.AddAddress(IPAddress.Parse("10.0.0.2"), 24));
    }

    internal Vnet Server { get; }

    internal Vnet Client { get; }

    internal HttpClient NewClient()
    {
        HttpClient client = VnetHttp.CreateClient(Client);
        client.Timeout = TimeSpan.FromSeconds(30);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DestroyAsync();
        await Server.DestroyAsync();
    }
}
