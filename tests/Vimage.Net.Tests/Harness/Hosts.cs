using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Vnets with interfaces between them.</summary>
internal static class Hosts
{
    internal static Vnet Add(string name) => Vnet.Current.CreateChild(name);

    /// <summary>Makes a pair in the current vnet, and moves its ends to two others.</summary>
    internal static (Epair A, Epair B) Connect(Vnet first, Vnet second)
    {
        (Epair a, Epair b) = Epair.Create();
        a.MoveTo(first);
        b.MoveTo(second);
        return (a, b);
    }

    /// <summary>Makes two networks, 10.0.0 and 10.0.1, with a router between them that has .2 in the first and .1 in the second.</summary>
    /// <returns>The four interfaces, from the first vnet to the second.</returns>
    internal static (Epair A, Epair B, Epair C, Epair D) ConnectByRouter(Vnet first, Vnet router, Vnet second)
    {
        (Epair a, Epair b) = Connect(first, router);
        (Epair c, Epair d) = Connect(router, second);
        a.Configure("10.0.0.1");
        b.Configure("10.0.0.2");
        c.Configure("10.0.1.1");
        d.Configure("10.0.1.2");
        router.Run(static () => Ip.IsForwarding = true);
        first.Run(static () => Routing.Add(Routing.Default, IPAddress.Parse("10.0.0.2")));
        second.Run(static () => Routing.Add(Routing.Default, IPAddress.Parse("10.0.1.1")));
        return (a, b, c, d);
    }

    internal static void Configure(this Ifnet @interface, string address, int prefixLength = 24) =>
        @interface.Vnet.Run(() => @interface.AddAddress(IPAddress.Parse(address), prefixLength));

    /// <summary>Sends echoes from a vnet, and returns how many of them were answered in the virtual time given.</summary>
    internal static int Ping(this TestStack stack, Vnet from, string destination, int count = 1, int size = 56, TimeSpan? wait = null) => from.Run(() =>
    {
        using VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp) { Blocking = false, ReceiveBufferSize = 1 << 22 };
        for (int i = 0; i < count; i++)
        {
            socket.SendTo(Packets.Echo(size), new IPEndPoint(IPAddress.Parse(destination), 0));
        }

        stack.Time.Advance(wait ?? TimeSpan.FromSeconds(10));
        int replies = 0;
        byte[] buffer = new byte[65536];
        while (socket.Available > 0)
        {
            int length = socket.Receive(buffer);
            replies += (IcmpType)buffer[20] == IcmpType.EchoReply && length == 28 + size ? 1 : 0;
        }

        return replies;
    });
}
