using System.Net;

namespace Vimage.Net.Tests;

/// <summary>Who takes over, and what others notice of it.</summary>
public sealed class CarpFailoverTests
{
    private static readonly IPAddress s_shared = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress s_shared6 = IPAddress.Parse("2001:db8::1");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_backup_takes_over_when_the_masters_link_goes_and_it_comes_back_where_it_preempts(bool preempts)
    {
        (CarpWorld world, Carp two, Carp three) = CarpWorld.BuildPreferred(preempts);
        using (world)
        {
            Assert.Equal((3, 1), (world.Ping("192.0.2.1"), world.Ping6("2001:db8::1")));
            Assert.Same(world.ToTwo, world.Bridge.MemberOf(two.LinkAddress));

            // The far end is switched off; the master sees that it has no link.
            world.ToTwo.Down();
            Assert.Equal((CarpState.Init, 240), (two.State, world.Two.Run(static () => Carp.Demotion)));
            world.Advance(4);
            Assert.Equal(CarpState.Master, three.State);
            Assert.Same(world.ToThree, world.Bridge.MemberOf(two.LinkAddress));

            // What others know of the addresses is still right.
            Assert.Equal(two.LinkAddress, world.One.Run(() => Arp.Get(world.Bridge, s_shared)));
            Assert.Equal(two.LinkAddress, world.One.Run(() => Nd6.Get(world.Bridge, s_shared6)!.Value.Link));
            Assert.Equal((3, 1), (world.Ping("192.0.2.1"), world.Ping6("2001:db8::1")));

            world.ToTwo.Up();
            world.Advance(5);
            (CarpState Two, CarpState Three) = preempts ? (CarpState.Master, CarpState.Backup) : (CarpState.Backup, CarpState.Master);
            Assert.Equal((Two, Three), (two.State, three.State));
            Assert.Equal((3, 1), (world.Ping("192.0.2.1"), world.Ping6("2001:db8::1")));
            Assert.Equal(0, world.Two.Run(static () => Carp.Demotion));
        }
    }

    [Fact]
    public void A_link_is_lost_with_the_far_end_wherever_that_goes()
    {
        using TestStack stack = new();
        (Epair a, Epair b) = Epair.Create();
        b.Up();
        a.AddAddress(IPAddress.Parse("192.0.2.2"), 24);
        Carp carp = CarpWorld.Share(a, 0, "192.0.2.1");
        Assert.Equal(CarpState.Backup, carp.State);
        b.MoveTo(Hosts.Add("other"));
        Assert.Equal((CarpState.Init, 240), (carp.State, Carp.Demotion));
        b.Vnet.Run(b.Up);
        Assert.Equal((CarpState.Backup, 0), (carp.State, Carp.Demotion));
        b.Destroy();
        Assert.True(carp.IsDestroyed);
        Assert.Equal(0, Carp.Demotion);
    }

    [Fact]
    public void A_master_that_falls_silent_on_a_link_that_stays_is_found_out()
    {
        (CarpWorld world, Carp two, Carp three) = CarpWorld.BuildPreferred();
        using (world)
        {
            world.OfTwo.Link = new LinkProperties { IsPartitioned = true };
            world.Advance(4);
            Assert.Equal((CarpState.Master, CarpState.Master), (two.State, three.State));
            Assert.Equal(3, world.Ping("192.0.2.1"));

            // Both hear each other again, and the slower one gives way.
            world.OfTwo.Link = null;
            world.Advance(2);
            Assert.Equal((CarpState.Master, CarpState.Backup), (two.State, three.State));
            Assert.Equal(3, world.Ping("192.0.2.1"));
        }
    }

    [Fact]
    public void Who_has_the_lower_skew_is_master_whoever_was_there_first()
    {
        using CarpWorld world = new();
        world.Two.Run(static () => Carp.Preempts = true);
        world.Three.Run(static () => Carp.Preempts = true);
        world.OfThree.Configure("192.0.2.3");
        Carp three = CarpWorld.Share(world.OfThree, 100, "192.0.2.1");
        world.Advance(5);
        Assert.Equal(CarpState.Master, three.State);
        world.OfTwo.Configure("192.0.2.2");
        Carp two = CarpWorld.Share(world.OfTwo, 0, "192.0.2.1");
        world.Advance(2);
        Assert.Equal((CarpState.Master, CarpState.Backup), (two.State, three.State));
        two.AdvSkew = 200;
        world.Advance(3);
        Assert.Equal((CarpState.Backup, CarpState.Master), (two.State, three.State));
    }

    [Fact]
    public void Hosts_with_different_passwords_do_not_hear_each_other_until_they_have_the_same()
    {
        (CarpWorld world, Carp two, Carp three) = CarpWorld.BuildPreferred();
        using (world)
        {
            three.SetPassword("barfoo");
            world.Advance(5);
            Assert.Equal((CarpState.Master, CarpState.Master), (two.State, three.State));
            Assert.True(world.Two.Run(static () => Carp.Statistics.BadAuthentication) > 0);
            two.SetPassword("barfoo");
            world.Advance(2);
            Assert.Equal((CarpState.Master, CarpState.Backup), (two.State, three.State));
        }
    }

    [Fact]
    public void A_router_that_loses_one_link_gives_up_its_addresses_on_the_other_too()
    {
        (CarpWorld world, Carp two, Carp three) = CarpWorld.BuildPreferred(preempts: true);
        using (world)
        {
            (Epair a, Epair b) = Hosts.Connect(world.Two, world.Three);
            a.Configure("198.51.100.2");
            b.Configure("198.51.100.3");
            (Carp first, Carp second) = (CarpWorld.Share(a, 0, "198.51.100.1"), CarpWorld.Share(b, 100, "198.51.100.1"));
            world.Advance(4);
            Assert.Equal((CarpState.Master, CarpState.Backup), (first.State, second.State));
            world.ToTwo.Down();
            world.Advance(4);
            Assert.Equal((CarpState.Init, CarpState.Master), (two.State, three.State));
            Assert.Equal((CarpState.Backup, CarpState.Master), (first.State, second.State));
            world.ToTwo.Up();
            world.Advance(4);
            Assert.Equal((CarpState.Master, CarpState.Backup), (two.State, three.State));
            Assert.Equal((CarpState.Master, CarpState.Backup), (first.State, second.State));
        }
    }

    [Fact]
    public void A_backup_reaches_the_address_where_the_master_has_it()
    {
        (CarpWorld world, Carp two, _) = CarpWorld.BuildPreferred();
        using (world)
        {
            Assert.Equal(1, world.Stack.Ping(world.Three, "192.0.2.1", wait: TimeSpan.FromSeconds(1)));
            Assert.Equal(1, FilterWorld.Ping6(world.Stack, world.Three, "2001:db8::1"));
            Assert.Equal(two.LinkAddress, world.Three.Run(() => Nd6.Get(world.OfThree, s_shared6)!.Value.Link));
        }
    }

    [Fact]
    public void VLANs_and_aggregations_and_bridges_have_shared_addresses_too()
    {
        using TestStack stack = new();
        (Vnet one, Vnet two) = (Hosts.Add("one"), Hosts.Add("two"));
        ((Epair a, Epair b), (Epair c, Epair d)) = (Epair.Create(), Epair.Create());
        Array.ForEach([a, c], each => each.MoveTo(one));
        Array.ForEach([b, d], each => each.MoveTo(two));
        (Lagg near, Lagg far) = (one.Run(static () => Lagg.Create()), two.Run(static () => Lagg.Create()));
        Array.ForEach([a, c], near.AddPort);
        Array.ForEach([b, d], far.AddPort);
        near.Configure("10.0.0.2");
        far.Configure("10.0.0.3");
        Carp onLagg = CarpWorld.Share(near, 0, "10.0.0.1");
        Vlan vlan = one.Run(() => Vlan.Create(near, 42));
        two.Run(() => Vlan.Create(far, 42)).Configure("10.0.42.3");
        vlan.Configure("10.0.42.2");
        Carp onVlan = CarpWorld.Share(vlan, 0, "10.0.42.1");
        Vlan second = one.Run(() => Vlan.Create(near, 43));
        two.Run(() => Vlan.Create(far, 43)).Configure("10.0.43.3");
        second.Up();
        Bridge bridge = one.Run(Bridge.Create);
        bridge.AddMember(second);
        bridge.Configure("10.0.43.2");
        CarpWorld.Share(bridge, 0, "10.0.43.1");
        stack.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((1, 1, 1), (stack.Ping(two, "10.0.0.1"), stack.Ping(two, "10.0.42.1"), stack.Ping(two, "10.0.43.1")));

        // One of the links may go, not both.
        b.Down();
        Assert.Equal((CarpState.Master, CarpState.Master), (onLagg.State, onVlan.State));
        Assert.Equal((1, 1), (stack.Ping(two, "10.0.0.1"), stack.Ping(two, "10.0.42.1")));
        d.Down();
        Assert.Equal((CarpState.Init, CarpState.Init, 480), (onLagg.State, onVlan.State, one.Run(static () => Carp.Demotion)));
        d.Up();
        Assert.Equal((CarpState.Backup, CarpState.Backup, 0), (onLagg.State, onVlan.State, one.Run(static () => Carp.Demotion)));
    }

    [Fact]
    public async Task An_interface_that_moves_and_a_vnet_that_goes_leave_nothing_behind()
    {
        (CarpWorld world, Carp two, Carp three) = CarpWorld.BuildPreferred();
        using (world)
        {
            world.OfTwo.MoveTo(world.One);
            Assert.True(two.IsDestroyed);
            Assert.Empty(world.OfTwo.Addresses);
            Assert.Equal((0, 0), (world.Two.Run(static () => Carp.All.Count), world.Two.Run(static () => Carp.Demotion)));
            world.Advance(4);
            Assert.Equal((CarpState.Init, CarpState.Master), (two.State, three.State));
            Assert.Equal(3, world.Ping("192.0.2.1"));
            VnetTeardownReport report = await world.Three.DestroyAsync();
            Assert.True(report.IsClean, report.ToString());
            Assert.True(three.IsDestroyed);
            world.Advance(60);
            Assert.Equal(CarpState.Init, three.State);
            Assert.Equal(0, world.Stack.Netisr.PacketsInUse);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task A_master_goes_under_traffic_and_the_backup_takes_over(int milliseconds)
    {
        Netisr netisr = new(seed: 1);
        (CarpWorld world, Carp two, Carp three) = BuildInTime(netisr);
        using (world)
        {
            using CancellationTokenSource end = new();
            Task[] senders = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => Send(world.One, end.Token)))];
            await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
            VnetTeardownReport report = await world.Two.DestroyAsync();
            three.SetState(CarpState.Master);
            long before = Arrived();
            for (int i = 0; i < 5000 && Arrived() == before; i++)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            await end.CancelAsync();
            await Task.WhenAll(senders);
            Assert.NotEqual(before, Arrived());
            Assert.True(report.IsClean, report.ToString());
            Assert.True(two.IsDestroyed);
        }

        Assert.Equal(0, netisr.PacketsInUse);

        long Arrived() => world.Three.Run(static () => Udp.Statistics.NoPort);
    }

    // In real time.
    private static (CarpWorld World, Carp Two, Carp Three) BuildInTime(Netisr netisr)
    {
        CarpWorld world = new(() =>
        {
            TestStack stack = new();
            Netisr.Current = netisr;
            return stack;
        });
        world.Bridge.Configure("192.0.2.4");
        (Carp two, Carp three) = (CarpWorld.Share(world.OfTwo, 0, "192.0.2.1"), CarpWorld.Share(world.OfThree, 100, "192.0.2.1"));
        two.SetState(CarpState.Master);
        return (world, two, three);
    }

    private static void Send(Vnet vnet, CancellationToken end)
    {
        vnet.Run(() =>
        {
            using VnetUdpClient client = new();
            while (!end.IsCancellationRequested)
            {
                client.Send([1], new IPEndPoint(s_shared, 9));
            }
        });
    }
}
