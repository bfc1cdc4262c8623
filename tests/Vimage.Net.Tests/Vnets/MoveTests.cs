using System.Net;

namespace Vimage.Net.Tests;

public sealed class MoveTests
{
    [Fact]
    public void MovedInterface_KeepsItsLinkAddress_LosesAddressesAndRoutes_GetsANewIndex()
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        (Epair a, _) = Epair.Create();
        (MacAddress link, int index) = (a.LinkAddress, a.Index);
        a.AddAddress(IPAddress.Parse("192.0.2.1"), 24);
        Routing.Add(Routing.Default, IPAddress.Parse("192.0.2.9"));
        other.Run(Bridge.Create);
        a.MoveTo(other);
        Assert.Equal((link, other, stack.Vnet, false), (a.LinkAddress, a.Vnet, a.HomeVnet, a.IsUp));
        Assert.Empty(a.Addresses);
        Assert.Empty(Routing.Routes);
        Assert.NotEqual(index, a.Index);
        Assert.Same(a, other.Run(() => Ifnet.Get("epair0a")));
        Assert.Equal("ENXIO", Assert.Throws<NetworkException>(() => Ifnet.Get("epair0a")).Errno);
    }

    [Fact]
    [Trait("FreeBSD", "vnet_if_return")]
    public async Task DestroyedVnet_GivesBackWhatItBorrowed_UnderAFreeName()
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        (Epair lent, _) = Epair.Create();
        lent.MoveTo(other);
        lent.Configure("192.0.2.1");
        (Epair second, Epair peer) = Epair.Create();
        Assert.Equal(("epair1a", "epair1b"), (second.Name, peer.Name));
        second.Rename("epair0a");
        VnetTeardownReport report = await other.DestroyAsync();
        Assert.True(report.IsClean);
        Assert.Same(stack.Vnet, lent.Vnet);
        Assert.Equal("epair1a", lent.Name);
        Assert.Empty(lent.Addresses);
        lent.Destroy();
    }

    [Fact]
    public async Task VnetThatGoes_TakesItsOwnInterfacesWithIt_WhereverTheyAre()
    {
        using TestStack stack = new();
        (Vnet owner, Vnet borrower) = (Hosts.Add("owner"), Hosts.Add("borrower"));
        (Epair a, Epair b) = owner.Run(Epair.Create);
        a.MoveTo(borrower);
        await owner.DestroyAsync();
        Assert.True(a.IsDestroyed && b.IsDestroyed);
        Assert.Equal(["lo0"], borrower.Run(() => Ifnet.All).Select(static each => each.Name));
    }

    [Fact]
    public async Task Refusals_SayWhy()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, _) = Epair.Create();
        Assert.Equal("EEXIST", Refusal(() => a.MoveTo(stack.Vnet)));
        second.Run(Epair.Create);
        Assert.Equal("EEXIST", Refusal(() => a.MoveTo(second)));
        Assert.Equal("EPERM", first.Run(() => Refusal(() => a.MoveTo(first))));
        Assert.Equal("EINVAL", Refusal(() => Ifnet.Get("lo0").MoveTo(first)));
        Assert.Equal("EINVAL", Refusal(() => Ifnet.Get("lo0").Destroy()));
        Assert.Equal("EEXIST", Refusal(() => a.Rename("epair0b")));
        first.Run(static () => Netisr.Current = new Netisr());
        Assert.Equal("EXDEV", Refusal(() => a.MoveTo(first)));
        Assert.Equal("EBUSY", second.Run(static () => Refusal(static () => Netisr.Current = new Netisr())));
        await first.DestroyAsync();
        Assert.Equal("EBUSY", Refusal(() => a.MoveTo(first)));
        Assert.Same(stack.Vnet, a.Vnet);
    }

    [Fact]
    [Trait("FreeBSD", "D45727")]
    public void Capture_EndsWhenItsInterfaceMoves()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        using MemoryStream file = new();
        using PacketCapture capture = new(a, file);
        a.Configure("192.0.2.1");
        long length = file.Length;
        Assert.Equal(1, capture.Packets);
        a.MoveTo(second);
        Assert.True(capture.HasEnded);
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        Assert.Equal(length, file.Length);
    }

    [Fact]
    [Trait("FreeBSD", "D20868")]
    [Trait("FreeBSD", "PR 234985")]
    [Trait("FreeBSD", "PR 244703")]
    [Trait("FreeBSD", "PR 250870")]
    public async Task VnetsOfBothEnds_DestroyedAtOnceUnderTraffic_LeaveNothingBehind()
    {
        using TestStack stack = new();
        for (int i = 0; i < 200; i++)
        {
            (Vnet first, Vnet second) = (Hosts.Add($"f{i}"), Hosts.Add($"s{i}"));
            (Epair a, Epair b) = first.Run(Epair.Create);
            b.MoveTo(second);
            a.Configure("192.0.2.1");
            b.Configure("192.0.2.2");
            VnetUdpClient client = first.Run(static () => new VnetUdpClient());
            VnetTeardownReport[] reports = await Task.WhenAll(
                Task.Run(() => SendUntilClosed(client), TestContext.Current.CancellationToken),
                Task.Run(() => first.DestroyAsync().AsTask(), TestContext.Current.CancellationToken),
                Task.Run(() => second.DestroyAsync().AsTask(), TestContext.Current.CancellationToken));
            Assert.All(reports, static report => Assert.Empty(report?.Failures ?? []));
            Assert.True(a.IsDestroyed && b.IsDestroyed);
        }

        Assert.Single(Ifnet.All);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Trait("FreeBSD", "usr.sbin/jail/tests/jail_basic_test.sh list")]
    [Fact]
    public void Interfaces_that_a_vnet_is_given_are_in_it_and_nowhere_else()
    {
        using TestStack stack = new();
        Vnet vnet = Hosts.Add("jail");
        (Loopback a, Loopback b) = (Loopback.Create(), Loopback.Create());
        a.Rename("a");
        b.Rename("b");
        a.MoveTo(vnet);
        b.MoveTo(vnet);
        Assert.Equal(["lo0", "a", "b"], vnet.Run(() => Ifnet.All).Select(static each => each.Name));
        Assert.Equal(["lo0"], Ifnet.All.Select(static each => each.Name));
    }

    [Trait("FreeBSD", "usr.sbin/jail/tests/jail_basic_test.sh param_consistency")]
    [Fact]
    public async Task Loopback_that_was_made_moves_and_comes_home_and_the_first_stays()
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        (Loopback one, Loopback two) = (Loopback.Create(), Loopback.Create());
        Assert.Equal(("lo1", "lo2", 2), (one.Name, two.Name, stack.Vnet.UsageOf(NetQuota.Interfaces)));
        one.MoveTo(other);
        one.Configure("198.51.100.1", 32);
        other.Run(static () => Ifnet.Get("lo0").Up());
        Assert.Equal(1, stack.Ping(other, "198.51.100.1"));
        Assert.Equal(["lo0", "lo1"], other.Run(() => Ifnet.All).Select(static each => each.Name));
        Assert.True((await other.DestroyAsync()).IsClean);
        Assert.Equal((stack.Vnet, 0), (one.Vnet, one.Addresses.Count));
        one.Destroy();
        two.Destroy();
        Assert.Equal((0, "lo1"), (stack.Vnet.UsageOf(NetQuota.Interfaces), Loopback.Create().Name));
        Assert.Equal("EINVAL", Refusal(() => Ifnet.Get("lo0").Destroy()));
    }

    private static VnetTeardownReport SendUntilClosed(VnetUdpClient client)
    {
        try
        {
            while (true)
            {
                client.Send([1], new IPEndPoint(IPAddress.Parse("192.0.2.2"), 9));
            }
        }
        catch (Exception closed) when (closed is ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            return null!;
        }
    }

    private static string Refusal(Action action) => Assert.Throws<NetworkException>(action).Errno;
}
