namespace Vimage.Net.Tests;

public sealed class FibVariableTests
{
    [Trait("FreeBSD", "netinet/fibs_test.sh")]
    [Fact]
    public void AddedAddress_ReachesAllTables_WhereTheVnetSaysSo()
    {
        using TestStack stack = new();
        Vnet.Current.SetVariable("net.fibs", 3);
        Vnet.Current.SetVariable("net.add_addr_allfibs", true);
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        Assert.Equal(3, Routing.FibCount);
        Assert.All([0, 1, 2], fib => Assert.Equal((wire, fib), (Routing.RoutesOf(fib)[0].Interface, Routing.RoutesOf(fib)[0].Fib)));
    }

    [Fact]
    public void Tables_AreOfTheirVnetAlone_AndAnInterfaceThatMovesIsInTheFirst()
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        Routing.FibCount = 2;
        (Epair a, _) = Epair.Create();
        a.Fib = 1;
        a.MoveTo(other);
        Assert.Equal(0, a.Fib);
        Assert.Equal(1, other.Run(static () => Routing.FibCount));
        Assert.Equal("EINVAL", Assert.Throws<NetworkException>(() => a.Fib = 1).Errno);
    }
}
