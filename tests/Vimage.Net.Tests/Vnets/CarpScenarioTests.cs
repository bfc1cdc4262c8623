using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

public sealed class CarpScenarioTests
{
    private const string Shared = "192.0.2.1";
    private const string Shared6 = "2001:db8::0:1";
    private const string SharedLink = "00:00:5e:00:01:01";

    // basic_v4: no network of the hosts' own addresses has the shared one in it.
    [Trait("FreeBSD", "netinet/carp.sh basic_v4")]
    [Fact]
    public void Basic_v4_three_echoes_are_answered_and_one_of_two_is_master()
    {
        using CarpWorld world = new();
        world.Bridge.Configure("192.0.2.4", 29);
        (Carp two, Carp three) = (Add(world.OfTwo, "192.0.2.202", 29, Shared), Add(world.OfThree, "192.0.2.203", 29, Shared));
        world.Advance(4);
        AssertOneMaster(two, three);
        Assert.Equal(3, world.Ping(Shared));
        Assert.Equal(SharedLink, world.One.Run(() => Arp.Get(world.Bridge, IPAddress.Parse(Shared))).ToString());
        AssertOneMaster(two, three);
    }

    // basic_v6
    [Trait("FreeBSD", "netinet/carp.sh basic_v6")]
    [Fact]
    public void Basic_v6_three_echoes_are_answered_and_one_of_two_is_master()
    {
        using CarpWorld world = new();
        world.Bridge.Configure("2001:db8::0:4", 64);
        (Carp two, Carp three) = (Add(world.OfTwo, "2001:db8::1:2", 64, Shared6), Add(world.OfThree, "2001:db8::1:3", 64, Shared6));
        world.Advance(4);
        AssertOneMaster(two, three);
        Assert.Equal((1, 1, 1), (world.Ping6(Shared6), world.Ping6(Shared6), world.Ping6(Shared6)));
        Assert.Equal(SharedLink, world.One.Run(() => Nd6.Get(world.Bridge, IPAddress.Parse(Shared6))!.Value.Link).ToString());
        AssertOneMaster(two, three);
    }

    // unicast_v4: the two are in different networks, behind a router.
    [Trait("FreeBSD", "netinet/carp.sh unicast_v4")]
    [Fact]
    public void Unicast_v4_one_of_two_in_different_networks_is_master()
    {
        using CarpWorld world = new();
        world.Bridge.Configure("192.0.2.4", 29);
        world.Bridge.Configure("198.51.100.1", 25);
        world.Bridge.Configure("198.51.100.129", 25);
        world.One.Run(static () => Ip.IsForwarding = true);
        Carp two = AddFar(world.OfTwo, "198.51.100.2", 25, Shared, router: "198.51.100.1", peer: "198.51.100.130");
        Carp three = AddFar(world.OfThree, "198.51.100.130", 25, Shared, router: "198.51.100.129", peer: "198.51.100.2");
        Assert.Equal(1, world.Stack.Ping(world.Two, "198.51.100.130", wait: TimeSpan.FromSeconds(1)));
        world.Advance(4);
        AssertOneMaster(two, three);
        Assert.Equal(3, world.Ping(Shared));
        Assert.True((two.State == CarpState.Master ? world.Three : world.Two).Run(static () => Carp.Statistics.Received) > 0);
    }

    // unicast_v6
    [Trait("FreeBSD", "netinet/carp.sh unicast_v6")]
    [Fact]
    public void Unicast_v6_one_of_two_in_different_networks_is_master()
    {
        using CarpWorld world = new();
        world.Bridge.Configure("2001:db8::0:4", 64);
        world.Bridge.Configure("2001:db8:1::1", 64);
        world.Bridge.Configure("2001:db8:2::1", 64);
        world.One.Run(static () => Ip6.IsForwarding = true);
        Carp two = AddFar(world.OfTwo, "2001:db8:1::2", 64, Shared6, router: "2001:db8:1::1", peer: "2001:db8:2::2");
        Carp three = AddFar(world.OfThree, "2001:db8:2::2", 64, Shared6, router: "2001:db8:2::1", peer: "2001:db8:1::2");
        world.Advance(4);
        Assert.Equal(1, FilterWorld.Ping6(world.Stack, world.Two, "2001:db8:2::2"));
        AssertOneMaster(two, three);
        Assert.Equal((1, 1, 1), (world.Ping6(Shared6), world.Ping6(Shared6), world.Ping6(Shared6)));
    }

    // negative_demotion (PR 259528)
    [Trait("FreeBSD", "netinet/carp.sh negative_demotion")]
    [Fact]
    public void Negative_demotion_there_are_never_two_masters()
    {
        using TestStack stack = new();
        (Vnet one, Vnet two) = (Hosts.Add("one"), Hosts.Add("two"));
        (Epair a, Epair b) = Hosts.Connect(one, two);
        (Carp first, Carp second) = (Add(a, "192.0.2.1", 0), Add(b, "192.0.2.2", 100));
        AssertOneMasterFor(TimeSpan.FromSeconds(3), 0);
        Assert.Equal(CarpState.Master, first.State);
        one.SetVariable("net.inet.carp.demotion", -1);
        AssertOneMasterFor(TimeSpan.FromSeconds(3), 1);
        Assert.Equal(CarpState.Master, first.State);

        void AssertOneMasterFor(TimeSpan time, int least)
        {
            for (TimeSpan passed = TimeSpan.Zero; passed <= time; passed += TimeSpan.FromMilliseconds(10))
            {
                stack.Time.Advance(TimeSpan.FromMilliseconds(10));
                Assert.InRange((first.State == CarpState.Master ? 1 : 0) + (second.State == CarpState.Master ? 1 : 0), least, 1);
            }
        }

        static Carp Add(Epair epair, string own, int advSkew)
        {
            epair.Vnet.SetVariable("net.inet.carp.preempt", true);
            epair.Configure(own);
            Carp carp = Carp.Create(epair, vhid: 1, advSkew: advSkew, pass: "foobar");
            epair.AddAddress(IPAddress.Parse("192.0.2.254"), 24, vhid: 1);
            return carp;
        }
    }

    // nd6_ns_source_mac
    [Trait("FreeBSD", "netinet/carp.sh nd6_ns_source_mac")]
    [Fact]
    public void Nd6_ns_source_mac_a_master_can_ask_from_its_address_and_a_backup_gets_no_answer()
    {
        (CarpWorld world, _, _) = CarpWorld.BuildPreferred();
        using (world)
        {
            Assert.Equal(0, PingFrom(world.Three));
            Assert.Equal(3, PingFrom(world.Two));
            Assert.Equal(SharedLink, world.One.Run(() => Nd6.Get(world.Bridge, IPAddress.Parse("2001:db8::1"))!.Value.Link).ToString());
        }

        int PingFrom(Vnet vnet) => vnet.Run(() =>
        {
            using VnetSocket socket = new(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6) { Blocking = false };
            socket.Bind(new IPEndPoint(IPAddress.Parse("2001:db8::1"), 0));
            for (int i = 0; i < 3; i++)
            {
                socket.SendTo([(byte)Icmp6Type.Echo, 0, 0, 0, 0, 0, 0, 0], new IPEndPoint(IPAddress.Parse("2001:db8::4"), 0));
            }

            world.Advance(1);
            int replies = 0;
            byte[] buffer = new byte[100];
            while (socket.Available > 0)
            {
                socket.Receive(buffer);
                replies += (Icmp6Type)buffer[0] == Icmp6Type.EchoReply ? 1 : 0;
            }

            return replies;
        });
    }

    // switch
    [Trait("FreeBSD", "netinet/carp.sh switch")]
    [Fact]
    public void Switch_one_that_is_told_to_be_backup_or_master_is()
    {
        using TestStack stack = new();
        (Epair a, Epair b) = Epair.Create();
        b.Up();
        Carp carp = Carp.Create(a, vhid: 1, advSkew: 100);
        a.AddAddress(IPAddress.Parse("192.0.2.1"), 24, vhid: 1);
        carp.SetState(CarpState.Backup);
        Assert.Equal(CarpState.Backup, carp.State);
        carp.SetState(CarpState.Master);
        Assert.Equal(CarpState.Master, carp.State);
        carp.SetState(CarpState.Backup);
        Assert.Equal(CarpState.Backup, carp.State);
    }

    // A host with an address of its own and the shared one.
    private static Carp Add(Epair epair, string own, int length, string shared)
    {
        epair.Configure(own, length);
        Carp carp = Carp.Create(epair, vhid: 1);
        AddShared(epair, shared);
        return carp;
    }

    // One behind a router, that tells its peer and nobody else.
    private static Carp AddFar(Epair epair, string own, int length, string shared, string router, string peer)
    {
        IPAddress other = IPAddress.Parse(peer);
        bool isIpv6 = other.AddressFamily == AddressFamily.InterNetworkV6;
        epair.Configure(own, length);
        epair.Vnet.Run(() => Routing.Add(isIpv6 ? Routing.Default6 : Routing.Default, IPAddress.Parse(router)));
        Carp carp = Carp.Create(epair, vhid: 1);
        if (isIpv6)
        {
            carp.Peer6 = other;
        }
        else
        {
            carp.Peer = other;
        }

        AddShared(epair, shared);
        return carp;
    }

    private static void AddShared(Epair epair, string shared) =>
        epair.AddAddress(IPAddress.Parse(shared), shared == Shared6 ? 64 : 29, vhid: 1);

    private static void AssertOneMaster(params Carp[] carps) => Assert.Single(carps, static each => each.State == CarpState.Master);
}
