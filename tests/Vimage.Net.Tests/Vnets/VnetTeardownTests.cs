using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>What a vnet's stack does when the vnet goes, in states that the original did not survive, or survived with a leak.</summary>
public sealed class VnetTeardownTests
{
    private static readonly IPEndPoint s_service = new(IPAddress.Parse("192.0.2.2"), 80);

    public static TheoryData<string> Uses => new("bridge", "spanning tree", "vlan", "lagg", "gif", "capture", "filter", "router", "groups");

    /// <summary>(FreeBSD: stops of a jail whose interface something else is attached to.)</summary>
    [Theory]
    [MemberData(nameof(Uses))]
    [Trait("FreeBSD", "PR 238326")]
    public async Task An_interface_that_something_is_attached_to_comes_home_when_its_vnet_goes_and_works_there(string use)
    {
        using TestStack stack = new();
        (Epair a, Epair b) = Epair.Create();
        b.Configure("192.0.2.1");
        b.Configure("2001:db8::1", 64);
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        string before = Footprint.Of(stack.Vnet).Interfaces;
        Vnet going = Hosts.Add("going");
        a.MoveTo(going);
        a.Up();
        using MemoryStream file = new();
        going.Run(() => Attach(use, a, file));
        stack.Time.Advance(TimeSpan.FromMilliseconds(100));
        VnetTeardownReport report = await going.DestroyAsync();
        Assert.True(report.IsClean, report.ToString());
        Assert.Equal(before, Footprint.Of(stack.Vnet).Interfaces);
        Assert.True(a is { IsUp: false, IsIpv6Enabled: false, Bridge: null });
        Vnet next = Hosts.Add("next");
        a.MoveTo(next);
        a.Configure("192.0.2.2");
        Assert.Equal(1, stack.Ping(next, "192.0.2.1"));
    }

    [Theory]
    [InlineData(TcpState.Established)]
    [InlineData(TcpState.FinWait1)]
    [InlineData(TcpState.FinWait2)]
    [InlineData(TcpState.TimeWait)]
    [Trait("FreeBSD", "iocage 59")]
    [Trait("FreeBSD", "iocage 77")]
    public async Task Connections_in_no_state_keep_a_vnet_or_what_it_has_borrowed(TcpState state)
    {
        using TestStack stack = new();
        (Vnet client, Vnet server) = (Hosts.Add("client"), Hosts.Add("server"));
        (Epair a, Epair b) = Hosts.Connect(client, server);
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        using VnetTcpListener listener = server.Run(static () => new VnetTcpListener(IPAddress.Any, s_service.Port));
        listener.Start();
        VnetSocket near = client.Run(static () => new VnetSocket(SocketType.Stream, ProtocolType.Tcp) { Blocking = false });
        near.Connect(s_service);
        using VnetSocket far = listener.AcceptSocket();
        if (state == TcpState.TimeWait)
        {
            near.Shutdown(SocketShutdown.Send);
            far.Shutdown(SocketShutdown.Send);
        }
        else
        {
            if (state == TcpState.FinWait2)
            {
                near.Shutdown(SocketShutdown.Send);
                stack.Time.Advance(TimeSpan.FromSeconds(1));
            }

            // The other end says nothing more.
            b.Down();
            if (state != TcpState.FinWait2)
            {
                near.Send(new byte[1000]);
            }

            if (state == TcpState.FinWait1)
            {
                near.Shutdown(SocketShutdown.Send);
            }
        }

        stack.Time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(state, near.TcpState);
        near.Close();
        VnetTeardownReport report = await client.DestroyAsync();
        Assert.True(report.IsClean, report.ToString());
        Assert.Equal((stack.Vnet, "epair0a"), (a.Vnet, a.Name));
        Assert.True(client.IsDestroyed);
    }

    [Fact]
    [Trait("FreeBSD", "vimage(8) BUGS")]
    [Trait("FreeBSD", "r193731")]
    public async Task Vnets_that_have_come_and_gone_leave_no_object_no_callout_and_no_packet()
    {
        using TestStack stack = new();
        Footprint before = Footprint.Of(stack.Vnet);
        List<VnetTeardownReport> reports = [];
        for (int i = 0; i < 100; i++)
        {
            reports.Add(await LiveAndGo(i));
        }

        Assert.All(reports, static report => Assert.True(report.IsClean, report.ToString()));
        Assert.Equal(before, Footprint.Of(stack.Vnet));
        foreach (VnetTeardownReport report in reports)
        {
            Assert.True(await report.WaitUntilCollectedAsync(TimeSpan.FromSeconds(10)), "Something refers to a vnet that is gone.");
        }
    }

    [Fact]
    [Trait("FreeBSD", "if_vmove_loan")]
    public async Task An_interface_is_refused_at_every_step_of_a_teardown()
    {
        using TestStack stack = new();
        Vnet target = Hosts.Add("target");
        (Epair a, Epair b) = Epair.Create();
        List<string> refusals = [];
        bool isGoing = false;
        int steps = 0;
        void Try()
        {
            if (isGoing)
            {
                steps++;
                using (stack.Vnet.Enter())
                {
                    refusals.Add(Assert.Throws<NetworkException>(() => a.MoveTo(target)).Errno);
                }
            }
        }

        int[] positions = [VnetSubsystem.Last, VnetSubsystem.Late, VnetSubsystem.Default, VnetSubsystem.Pseudo, VnetSubsystem.Tables, VnetSubsystem.First];
        List<VnetRegistration> registrations = [.. positions.SelectMany(position => ((int[])[VnetOrder.First, VnetOrder.Any]).Select(order => VnetModules.Register(
            new VnetModuleInfo($"step{position:x}.{order:x}")
            {
                Subsystem = position,
                Order = order,
                Attach = static (_, _) => { },
                Detach = (vnet, _) => RunIf(vnet == target, Try),
            })))];
        Array.ForEach(
            (VnetResourceKind[])[VnetResourceKind.Loan, VnetResourceKind.Endpoint, VnetResourceKind.Disposable],
            kind => target.Own(new Step(Try), kind));
        target.Stopping.Register(Try);
        isGoing = true;
        VnetTeardownReport report = await target.DestroyAsync();
        registrations.ForEach(static each => each.Deregister());
        Assert.Empty(report.Failures);
        Assert.Equal((2 * positions.Length) + 4, steps);
        Assert.All(refusals, static errno => Assert.Equal("EBUSY", errno));
        Assert.Equal((steps, stack.Vnet, true), (refusals.Count, a.Vnet, Ifnet.All.Contains(a)));
        b.Destroy();
    }

    [Theory]
    [InlineData("epair")]
    [InlineData("tun")]
    [InlineData("lo")]
    [InlineData("gif")]
    [Trait("FreeBSD", "PR 253998")]
    [Trait("FreeBSD", "D29116")]
    public void Routes_of_both_families_go_with_the_interface_that_they_lead_to(string kind)
    {
        using TestStack stack = new();
        Routing.FibCount = 2;
        Footprint before = Footprint.Of(stack.Vnet);
        for (int i = 0; i < 3; i++)
        {
            Ifnet made = kind switch
            {
                "epair" => Epair.Create().A,
                "tun" => Tun.Create(new NoLink()),
                "lo" => Loopback.Create(),
                _ => Gif.Create(IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2")),
            };
            made.AddAddress(IPAddress.Parse("198.51.100.1"), 24);
            made.AddAddress(IPAddress.Parse("2001:db8::1"), 64);
            Routing.Add(IPNetwork.Parse("198.51.100.0/24"), made, fib: 1);
            Routing.Add(IPNetwork.Parse("203.0.113.0/24"), made);
            Routing.Add(IPNetwork.Parse("2001:db8:1::/64"), made);
            Routing.Add(Routing.Default, IPAddress.Parse("198.51.100.9"));
            Routing.Add(Routing.Default, IPAddress.Parse("198.51.100.9"), fib: 1);
            Routing.Add(Routing.Default6, IPAddress.Parse("2001:db8::9"));
            made.Destroy();
            Assert.Equal(before, Footprint.Of(stack.Vnet));
            Assert.Equal("ENXIO", Assert.Throws<NetworkException>(() => Routing.Add(IPNetwork.Parse("203.0.113.0/24"), made)).Errno);
        }
    }

    private static void Attach(string use, Epair a, Stream file)
    {
        switch (use)
        {
            case "bridge":
                Bridge.Create().AddMember(a);
                break;
            case "spanning tree":
                Bridge bridge = Bridge.Create();
                bridge.AddMember(a);
                bridge.SpanningTree.Enable(a);
                bridge.Up();
                break;
            case "vlan":
                Vlan.Create(Vlan.Create(a, 1), 2).AddAddress(IPAddress.Parse("198.51.100.1"), 24);
                break;
            case "lagg":
                Lagg lagg = Lagg.Create();
                lagg.AddPort(a);
                lagg.AddAddress(IPAddress.Parse("198.51.100.1"), 24);
                break;
            case "gif":
                a.AddAddress(IPAddress.Parse("192.0.2.2"), 24);
                Gif.Create(IPAddress.Parse("192.0.2.2"), IPAddress.Parse("192.0.2.1")).AddAddress(IPAddress.Parse("198.51.100.1"), 24);
                break;
            case "capture":
                _ = new PacketCapture(a, file);
                a.AddAddress(IPAddress.Parse("192.0.2.2"), 24);
                break;
            case "filter":
                a.AddAddress(IPAddress.Parse("192.0.2.2"), 24);
                Pf.Load($"block on {a.Name}");
                break;
            case "router":
                Ip6.IsForwarding = true;
                a.AddAddress(IPAddress.Parse("2001:db8::2"), 64);
                RouterAdvertiser.Start(a, new RouterAdvertisement { Prefixes = [new AdvertisedPrefix(IPNetwork.Parse("2001:db8::/64"))] });
                Nd6.AddProxy(a, IPAddress.Parse("2001:db8::7"));
                break;
            default:
                a.AddAddress(IPAddress.Parse("192.0.2.2"), 24);
                VnetSocket member = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                member.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(IPAddress.Parse("239.1.2.3"), a.Index));
                break;
        }
    }

    // All that has timers, queues and lists.
    private static async Task<VnetTeardownReport> LiveAndGo(int number)
    {
        Vnet vnet = Hosts.Add($"v{number}");
        (Epair lent, _) = Epair.Create();
        lent.MoveTo(vnet);
        vnet.Run(() =>
        {
            lent.AddAddress(IPAddress.Parse("192.0.2.1"), 24);
            lent.AddAddress(IPAddress.Parse("2001:db8::1"), 64);
            lent.Peer.Up();
            lent.Link = new LinkProperties { Delay = TimeSpan.FromSeconds(1) };
            Vlan.Create(lent, 42).AddAddress(IPAddress.Parse("2001:db8:1::1"), 64);
            Loopback.Create().AddAddress(IPAddress.Parse("203.0.113.1"), 32);
            Pf.Load("pass keep state");
            VnetSocket connecting = new(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            try
            {
                connecting.Connect(s_service);
            }
            catch (SocketException wouldBlock) when (wouldBlock.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // Nobody is there.
            }
        });
        VnetTeardownReport report = await vnet.DestroyAsync(new VnetDestroyOptions { TracksCollection = true });
        lent.Destroy();
        return report;
    }

    private static void RunIf(bool condition, Action action)
    {
        if (condition)
        {
            action();
        }
    }

    private sealed class Step(Action action) : IDisposable
    {
        public void Dispose() => action();
    }

    private sealed class NoLink : ITunLink
    {
        public bool TrySend(ReadOnlySpan<byte> packet) => true;

        public void Close()
        {
            // Nothing is held.
        }
    }
}
