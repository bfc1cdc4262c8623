using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>A host, a router with a packet filter, and a server behind it; each speaks both families.</summary>
internal sealed class FilterWorld : IDisposable
{
    internal const string Host = "192.0.2.2";
    internal const string Outside = "198.51.100.2";
    internal const string Server = "198.51.100.3";
    internal const string Server6 = "2001:db8:2::3";

    internal FilterWorld()
    {
        Stack = new TestStack();
        (Client, Router, Far) = (Hosts.Add("client"), Hosts.Add("router"), Hosts.Add("far"));
        (Near, Inner) = Hosts.Connect(Client, Router);
        (Outer, Remote) = Hosts.Connect(Router, Far);
        Near.Configure(Host);
        Inner.Configure("192.0.2.1");
        Outer.Configure(Outside);
        Remote.Configure(Server);
        Near.Configure("2001:db8:1::2", 64);
        Inner.Configure("2001:db8:1::1", 64);
        Outer.Configure("2001:db8:2::2", 64);
        Remote.Configure(Server6, 64);
        Router.Run(static () => (Ip.IsForwarding, Ip6.IsForwarding) = (true, true));
        Client.Run(static () => AddDefaults("192.0.2.1", "2001:db8:1::1"));
        Far.Run(static () => AddDefaults(Outside, "2001:db8:2::2"));

        // Until no address is tentative any more.
        Stack.Time.Advance(TimeSpan.FromSeconds(3));
    }

    internal TestStack Stack { get; }

    internal Vnet Client { get; }

    internal Vnet Router { get; }

    internal Vnet Far { get; }

    /// <summary>Gets the interfaces, from the client to the server.</summary>
    internal Epair Near { get; }

    internal Epair Inner { get; }

    internal Epair Outer { get; }

    internal Epair Remote { get; }

    internal static int Ping6(TestStack stack, Vnet from, string destination, int size = 56) => from.Run(() =>
    {
        using VnetSocket socket = new(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6) { Blocking = false, ReceiveBufferSize = 1 << 22 };
        byte[] echo = new byte[8 + size];
        echo[0] = (byte)Icmp6Type.Echo;
        socket.SendTo(echo, new IPEndPoint(IPAddress.Parse(destination), 0));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        int replies = 0;
        byte[] buffer = new byte[65536];
        while (socket.Available > 0)
        {
            int length = socket.Receive(buffer);
            replies += (Icmp6Type)buffer[0] == Icmp6Type.EchoReply && length == 8 + size ? 1 : 0;
        }

        return replies;
    });

    /// <summary>Loads rules into the router, of which <c>$inner</c> and <c>$outer</c> name the interfaces.</summary>
    internal void Load(string rules) => Router.Run(() => Pf.Load(Name(rules)));

    internal string Name(string rules) =>
        rules.Replace("$inner", Inner.Name, StringComparison.Ordinal).Replace("$outer", Outer.Name, StringComparison.Ordinal);

    internal bool Pings(int size = 56) => Stack.Ping(Client, Server, size: size, wait: TimeSpan.FromSeconds(1)) == 1;

    internal bool Pings6(int size = 56) => Ping6(Stack, Client, Server6, size) == 1;

    /// <summary>Sends a datagram, and returns what has come at the other end, and from whom.</summary>
    internal (byte[] Data, IPEndPoint From)? Send(Vnet from, Vnet to, string destination, int port, int listeningPort)
    {
        using VnetUdpClient server = to.Run(() => new VnetUdpClient(listeningPort));
        using VnetUdpClient client = from.Run(static () => new VnetUdpClient());
        client.Send("foo"u8.ToArray(), new IPEndPoint(IPAddress.Parse(destination), port));
        Stack.Time.Advance(TimeSpan.FromSeconds(1));
        if (server.Client.Available == 0)
        {
            return null;
        }

        IPEndPoint? sender = null;
        return (server.Receive(ref sender), sender!);
    }

    public void Dispose() => Stack.Dispose();

    private static void AddDefaults(string gateway, string gateway6)
    {
        Routing.Add(Routing.Default, IPAddress.Parse(gateway));
        Routing.Add(Routing.Default6, IPAddress.Parse(gateway6));
    }
}
