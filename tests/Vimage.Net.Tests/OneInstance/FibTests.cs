using System.Net;

namespace Vimage.Net.Tests;

public sealed class FibTests
{
    private const string Far = "203.0.113.9";

    [Trait("FreeBSD", "netinet/fibs_test.sh")]
    [Fact]
    public void PacketsOfEachInterface_GoByItsOwnTable()
    {
        using TestStack stack = new();
        Ip.IsForwarding = true;
        (Wire first, Wire second, Wire gatewayOfOne, Wire gatewayOfTwo) = AddFour();
        IPNetwork far = IPNetwork.Parse("203.0.113.0/24");
        Routing.Add(far, IPAddress.Parse("198.51.100.2"));
        Routing.Add(far, IPAddress.Parse("198.51.100.130"), fib: 1);
        first.InjectIp(Packets.Ip("192.0.2.3", Far, IpProtocol.Icmp, Packets.Echo()));
        Assert.Single(gatewayOfOne.SentIp());
        Assert.Empty(gatewayOfTwo.SentIp());
        second.InjectIp(Packets.Ip("192.0.2.131", Far, IpProtocol.Icmp, Packets.Echo()));
        Assert.Single(gatewayOfOne.SentIp());
        Assert.Single(gatewayOfTwo.SentIp());
    }

    [Fact]
    public void Errors_GoBackByTheTableOfWhatTheyAreAbout()
    {
        using TestStack stack = new();
        Ip.IsForwarding = true;
        (_, Wire second, Wire gatewayOfOne, Wire gatewayOfTwo) = AddFour();
        Routing.Add(IPNetwork.Parse("203.0.113.0/24"), IPAddress.Parse("198.51.100.2"));
        Routing.Add(IPNetwork.Parse("203.0.113.0/24"), IPAddress.Parse("198.51.100.130"), fib: 1);
        second.InjectIp(Packets.Ip(Far, "192.0.2.129", IpProtocol.Udp, Packets.Udp(Far, "192.0.2.129", 9, 9, [])));
        Assert.Empty(gatewayOfOne.SentIp());
        Assert.Equal((IcmpType.Unreachable, IcmpCode.PortUnreachable), Packets.IcmpOf(Assert.Single(gatewayOfTwo.SentIp())));
    }

    [Trait("FreeBSD", "netinet/fibs_test.sh")]
    [Fact]
    public void NetworkOfAnAddress_IsInTheTableOfItsInterface_AndInAnotherIfAddedThere()
    {
        using TestStack stack = new();
        Routing.FibCount = Math.Max(Routing.FibCount, 2);
        IPAddress neighbor = IPAddress.Parse("192.0.2.3");
        Wire wire = Wire.Create();
        wire.Fib = 1;
        wire.AddAddress(IPAddress.Parse("192.0.2.1"), 24);
        Assert.Null(Routing.Get(neighbor));
        Assert.Same(wire, Routing.Get(neighbor, fib: 1)!.Interface);
        wire.RemoveAddress(IPAddress.Parse("192.0.2.1"));
        Assert.Null(Routing.Get(neighbor, fib: 1));

        Routing.Add(IPNetwork.Parse("192.0.2.0/24"), wire);
        Assert.Equal((wire, 0), (Routing.Get(neighbor)!.Interface, Routing.Get(neighbor)!.Fib));
        Assert.Null(Routing.Get(neighbor, fib: 1));
    }

    [Fact]
    public void DestroyedInterface_LeavesNoRouteInAnyTable()
    {
        using TestStack stack = new();
        (_, _, _, Wire last) = AddFour();
        Routing.Add(Routing.Default, IPAddress.Parse("198.51.100.130"), fib: 1);
        Assert.NotNull(Routing.Get(IPAddress.Parse(Far), fib: 1));
        last.Destroy();
        Assert.Null(Routing.Get(IPAddress.Parse(Far), fib: 1));
        Assert.DoesNotContain(Routing.RoutesOf(1), route => route.Interface == last);
    }

    [Fact]
    public void RoutesOfTheVnetItself_AreThoseOfTheTableThatTheSenderNames()
    {
        using TestStack stack = new();
        (_, _, Wire gatewayOfOne, Wire gatewayOfTwo) = AddFour();
        Routing.Add(Routing.Default, IPAddress.Parse("198.51.100.2"));
        Routing.Add(Routing.Default, IPAddress.Parse("198.51.100.130"), fib: 1);
        uint far = Packets.Address(Far);
        Assert.Equal(System.Net.Sockets.SocketError.Success, Routing.Resolve(far, 0, 0, out RouteTarget first));
        Assert.Equal(System.Net.Sockets.SocketError.Success, Routing.Resolve(far, 0, 0, 1, out RouteTarget second));
        Assert.Equal((gatewayOfOne, gatewayOfTwo), (first.Interface, second.Interface));
    }

    [Fact]
    public void TableThatIsNotThere_IsRefused_AndTablesAreNeverTakenAway()
    {
        using TestStack stack = new();
        Wire wire = Wire.Create();
        int count = Routing.FibCount;
        Assert.Equal("EINVAL", Assert.Throws<NetworkException>(() => wire.Fib = count).Errno);
        Assert.Equal("EINVAL", Assert.Throws<NetworkException>(() => Routing.RoutesOf(-1)).Errno);
        Assert.Equal("EINVAL", Assert.Throws<NetworkException>(() => Routing.AddEnd(Routing.Default, RouteKind.Reject, count)).Errno);
        Assert.Throws<ArgumentOutOfRangeException>(() => Routing.FibCount = 0);
        Routing.FibCount = count + 1;
        wire.Fib = count;
        Assert.Equal(count, wire.Fib);
    }

    // Two interfaces that hosts are on, and two with a gateway behind; the second of each in the second table.
    private static (Wire First, Wire Second, Wire GatewayOfOne, Wire GatewayOfTwo) AddFour()
    {
        Routing.FibCount = Math.Max(Routing.FibCount, 2);
        return (Add("192.0.2.1", 0), Add("192.0.2.129", 1), Add("198.51.100.1", 0), Add("198.51.100.129", 1));

        static Wire Add(string address, int fib)
        {
            Wire wire = Wire.Create();
            wire.Fib = fib;
            IPAddress own = IPAddress.Parse(address);
            wire.AddAddress(own, 25);
            byte[] neighbor = own.GetAddressBytes();
            neighbor[3]++;
            Arp.AddStatic(wire, new IPAddress(neighbor), Wire.PeerLink);
            wire.Sent.Clear();
            return wire;
        }
    }
}
