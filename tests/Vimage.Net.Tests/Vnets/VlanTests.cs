using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

[Trait("IEEE", "802.1Q")]
public sealed class VlanTests
{
    [Trait("FreeBSD", "net/if_vlan.sh basic")]
    [Theory]
    [InlineData(0)]
    [InlineData(1472)]
    [InlineData(20000)]
    public void TwoVnets_ReachEachOther_ByTheSameTag(int size)
    {
        using TestStack stack = new();
        (Vnet first, Vnet second, Epair a, Epair b) = Connect();
        Configure(AddVlan(a, 42), "10.0.0.1");
        Vlan far = AddVlan(b, 42);
        Configure(far, "10.0.0.2");
        Assert.Equal(1, stack.Ping(first, "10.0.0.2"));
        Assert.Equal(1, stack.Ping(first, "10.0.0.2", size: size));
        Assert.Equal(1, stack.Ping(second, "10.0.0.1", size: size));
        Assert.Equal(b.LinkAddress, far.LinkAddress);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Trait("FreeBSD", "net/if_vlan.sh basic")]
    [Fact]
    public void WrongTag_IsNotAnswered_AndCounted()
    {
        using TestStack stack = new();
        (Vnet first, _, Epair a, Epair b) = Connect();
        Configure(AddVlan(a, 42), "10.0.0.1");
        Configure(AddVlan(b, 43), "10.0.0.2");
        Configure(b, "10.0.0.3");
        Assert.Equal(0, stack.Ping(first, "10.0.0.2"));
        Assert.Equal(0, stack.Ping(first, "10.0.0.3"));
        Assert.True(b.Counters.DroppedFor(IfDrop.InputUnknownProtocol) > 0);
    }

    [Trait("IEEE", "802.1ad")]
    [Trait("FreeBSD", "net/if_vlan.sh qinq")]
    [Fact]
    public void StackedVlans_HaveBothTags_AndAreOfBothProtocols()
    {
        using TestStack stack = new();
        (Vnet first, _, Epair a, Epair b) = Connect();
        a.Vnet.Run(() => a.Up());
        b.Vnet.Run(() => b.Up());
        foreach ((Epair end, string address) in ((Epair, string)[])[(a, "10.0.0.1"), (b, "10.0.0.2")])
        {
            Vlan outer = AddVlan(end, 5, VlanProtocol.QinQ);
            Assert.Equal(1500, outer.Mtu);
            outer.Up();
            Vlan inner = AddVlan(outer, 42);
            Assert.Equal(1496, inner.Mtu);
            Configure(inner, address);
        }

        List<byte[]> frames = Watch(b, () => Assert.Equal(1, stack.Ping(first, "10.0.0.2", size: 1468)));
        Assert.All(frames, static frame => Assert.Equal((0x88A8, 5, 0x8100, 42), (Packets.WordAt(frame, 12), Packets.WordAt(frame, 14), Packets.WordAt(frame, 16), Packets.WordAt(frame, 18))));
        Assert.Contains(frames, static frame => frame.Length == 1518);

        // The tag of the other protocol is another VLAN.
        Vlan other = AddVlan(b, 5);
        Assert.NotSame(other, b.Vnet.Run(() => Ifnet.Get("vlan0")));
    }

    [Fact]
    public void Priority_IsThatOfTheSocket_ElseOfTheInterface()
    {
        using TestStack stack = new();
        (Vnet first, _, Epair a, Epair b) = Connect();
        Vlan near = AddVlan(a, 42);
        Configure(near, "10.0.0.1");
        Configure(AddVlan(b, 42), "10.0.0.2");
        near.PriorityCodePoint = 6;
        Assert.Equal([6 << 13 | 42], TagsOfEchoes(stack, first, a, null));
        Assert.Equal([5 << 13 | 42], TagsOfEchoes(stack, first, a, 5));
        Assert.Equal([0 << 13 | 42], TagsOfEchoes(stack, first, a, 0));
    }

    [Trait("FreeBSD", "net/if_epair_test.sh pcp")]
    [Fact]
    public void PriorityOfAnInterfaceThatIsNoVlan_IsInATagOfVlanZero()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second, Epair a, Epair b) = Connect();
        Configure(a, "10.0.0.1");
        Configure(b, "10.0.0.2");
        Assert.Equal(1, stack.Ping(first, "10.0.0.2"));
        Assert.Equal([0x0800], TagsOfEchoes(stack, first, a, 5, at: 12));
        a.PriorityCodePoint = 3;
        b.PriorityCodePoint = 1;
        Assert.Equal([3 << 13], TagsOfEchoes(stack, first, a, null));
        Assert.Equal([5 << 13], TagsOfEchoes(stack, first, a, 5));

        // The answer is the other end's, and has its priority.
        Assert.Equal([1 << 13], TagsOfEchoes(stack, first, b, 5));
        a.PriorityCodePoint = null;
        Assert.Equal([0x0800], TagsOfEchoes(stack, first, a, null, at: 12));
        Assert.Equal(1, stack.Ping(second, "10.0.0.1", size: 20000));
    }

    [Fact]
    public void Connection_OverVlansAndPriorities_CarriesItsBytes()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second, Epair a, Epair b) = Connect();
        Configure(AddVlan(a, 42), "10.0.0.1");
        Configure(AddVlan(b, 42), "10.0.0.2");
        Configure(a, "10.0.1.1");
        Configure(b, "10.0.1.2");
        a.PriorityCodePoint = 3;
        using MemoryStream file = new();
        using PacketCapture capture = new(a, file);
        Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("10.0.0.2"), 80), 300_000, client: first, server: second);
        Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("10.0.1.2"), 80), 300_000, client: first, server: second);
        a.Link = new LinkProperties { Delay = TimeSpan.FromMilliseconds(1) };
        Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("10.0.1.2"), 80), 300_000, client: first, server: second);
    }

    [Fact]
    public void Mtu_FollowsTheParent_AndIsNoLarger()
    {
        using TestStack stack = new();
        Wire wire = Wire.Create();
        Vlan whole = Vlan.Create(wire, 1);
        Vlan small = Vlan.Create(wire, 2);
        Vlan stacked = Vlan.Create(whole, 1);
        small.Mtu = 1000;
        Assert.Equal("EINVAL", Refusal(() => whole.Mtu = 1501));
        wire.Mtu = 9000;
        Assert.Equal((9000, 1000, 8996), (whole.Mtu, small.Mtu, stacked.Mtu));
        wire.Mtu = 600;
        Assert.Equal((600, 600, 596), (whole.Mtu, small.Mtu, stacked.Mtu));
    }

    [Fact]
    public void LinkAddress_FollowsTheParent_UnlessItIsItsOwn()
    {
        using TestStack stack = new();
        (Vnet first, _, Epair a, Epair b) = Connect();
        Vlan follower = AddVlan(b, 42);
        Configure(AddVlan(a, 42), "10.0.0.1");
        Configure(follower, "10.0.0.2");
        Vlan other = AddVlan(b, 43);
        other.SetLinkAddress(MacAddress.Parse("02:00:00:00:00:43"));
        b.SetLinkAddress(MacAddress.Parse("02:00:00:00:00:42"));
        Assert.Equal(("02:00:00:00:00:42", "02:00:00:00:00:43"), (follower.LinkAddress.ToString(), other.LinkAddress.ToString()));
        Assert.Equal(1, stack.Ping(first, "10.0.0.2"));

        // Who has an address of its own is reached by it.
        Configure(AddVlan(a, 43), "10.0.3.1");
        Configure(other, "10.0.3.2");
        Assert.Equal(1, stack.Ping(first, "10.0.3.2"));
        Assert.Equal("EINVAL", Refusal(() => other.SetLinkAddress(MacAddress.Broadcast)));
        Assert.Equal("EINVAL", Refusal(() => other.SetLinkAddress(default)));
    }

    [Fact]
    public async Task MovedVlan_IsOnTheLinkOfItsParent_AndReturnsHome()
    {
        using TestStack stack = new();
        (Vnet first, _, Epair a, Epair b) = Connect();
        Configure(AddVlan(a, 42), "10.0.0.1");
        Vlan vlan = AddVlan(b, 42);
        b.Up();
        b.Link = new LinkProperties { Delay = TimeSpan.FromMilliseconds(5) };
        Vnet guest = b.Vnet.Run(static () => Vnet.Current.CreateChild("guest"));
        b.Vnet.Run(() => vlan.MoveTo(guest));
        Configure(vlan, "10.0.0.2");
        Assert.Equal(1, stack.Ping(first, "10.0.0.2"));
        await guest.DestroyAsync();
        Assert.Same(b.Vnet, vlan.Vnet);
        Configure(vlan, "10.0.0.2");
        Assert.Equal(1, stack.Ping(first, "10.0.0.2"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void VlanWhoseParentGoes_IsDown_AndSaysWhy(bool isDestroyed)
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        (Epair a, _) = Epair.Create();
        Vlan vlan = Vlan.Create(a, 42);
        Vlan lent = Vlan.Create(a, 43);
        lent.MoveTo(other);
        Configure(lent, "10.0.0.1");
        vlan.Up();
        if (isDestroyed)
        {
            a.Destroy();
        }
        else
        {
            a.MoveTo(other);
        }

        Assert.True(vlan is { Parent: null, IsUp: false, IsDestroyed: false });
        Assert.True(lent is { Parent: null, IsUp: false, IsDestroyed: false });
        Assert.Equal("ENXIO", Refusal(vlan.Up));
        Assert.Equal("ENXIO", Refusal(() => Configure(vlan, "10.0.0.1")));
        Assert.Empty(vlan.Addresses);
        vlan.Destroy();
        lent.Destroy();
    }

    [Fact]
    public void Refusals_SayWhy()
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        Wire wire = Wire.Create();
        _ = Vlan.Create(wire, 42);
        Assert.Equal("EEXIST", Refusal(() => Vlan.Create(wire, 42)));
        Assert.Equal("EINVAL", Refusal(() => Vlan.Create(wire, 0)));
        Assert.Equal("EINVAL", Refusal(() => Vlan.Create(wire, 4095)));
        Assert.Equal("EINVAL", Refusal(() => Vlan.Create(wire, 1, priority: 8)));
        Assert.Equal("EINVAL", Refusal(() => Vlan.Create(wire, 1, protocol: (VlanProtocol)2)));
        Assert.Equal("EINVAL", Refusal(() => other.Run(() => Vlan.Create(wire, 1))));
        Assert.Equal("EINVAL", Refusal(() => wire.PriorityCodePoint = -1));
        using VnetUdpClient client = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Client.PriorityCodePoint = 8);
        EthernetIfnet top = wire;
        for (int i = 0; i < 16; i++)
        {
            top = Vlan.Create(top, 1);
        }

        Assert.Equal("E2BIG", Refusal(() => Vlan.Create(top, 1)));

        // The number is free again, and so is the name.
        ((Vlan)Ifnet.Get("vlan0")).Destroy();
        Assert.Equal("vlan0", Vlan.Create(wire, 42).Name);
    }

    [Fact]
    public void DeepestStackOfVlans_SendsItsLongestSegments()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second, Epair a, Epair b) = Connect();
        foreach ((Epair end, string address) in ((Epair, string)[])[(a, "10.0.0.1"), (b, "10.0.0.2")])
        {
            EthernetIfnet top = end;
            for (int i = 0; i < 16; i++)
            {
                top.Up();
                top = AddVlan(top, 1);
            }

            Configure(top, address);
        }

        Transfers.Run(stack, new IPEndPoint(IPAddress.Parse("10.0.0.2"), 80), 100_000, client: first, server: second);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void Bridge_PassesTagsThrough_AndAVlanCanBeAMember()
    {
        using TestStack stack = new();
        Bridge bridge = Bridge.Create();
        bridge.Up();
        (Vnet first, Vnet second, Vnet third) = (Hosts.Add("first"), Hosts.Add("second"), Hosts.Add("third"));
        Epair[] ends = [.. new[] { first, second }.Select(vnet => Join(bridge, vnet))];
        Configure(AddVlan(ends[0], 42), "10.0.0.1");
        Configure(AddVlan(ends[1], 42), "10.0.0.2");
        Assert.Equal(1, stack.Ping(first, "10.0.0.2", size: 1472));

        // VLAN 43 of a link, and a link without tags, as one.
        (Epair trunk, Epair far) = Epair.Create();
        far.MoveTo(first);
        far.Up();
        trunk.Up();
        Vlan member = Vlan.Create(trunk, 43);
        member.Up();
        Bridge inner = Bridge.Create();
        inner.Up();
        inner.AddMember(member);
        Configure(Join(inner, third), "10.0.3.2");
        Configure(AddVlan(far, 43), "10.0.3.1");
        Assert.Equal(1, stack.Ping(first, "10.0.3.2", size: 1472));
        Assert.Equal("ELOOP", Refusal(() => inner.AddMember(Vlan.Create(inner, 7))));
    }

    [Fact]
    public void HostileTags_AreDropped()
    {
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        byte[] frame = [.. new byte[12], 0x81, 0x00];
        wire.Inject(frame);
        wire.Inject([.. frame, 0]);
        wire.Inject([.. frame, 0, 0, 0x81, 0x00]);
        wire.Inject([.. frame, .. Enumerable.Repeat<byte[]>([0, 0, 0x81, 0x00], 300).SelectMany(static tag => tag)]);
        Assert.Equal(2, wire.Counters.DroppedFor(IfDrop.InputMalformed));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void QuotaOfInterfaces_CountsVlans()
    {
        using TestStack stack = new();
        Vnet vnet = Vnet.Current.CreateChild("limited", new VnetOptions { Quotas = new Dictionary<string, long> { [NetQuota.Interfaces] = 3 } });
        vnet.Run(static () =>
        {
            Epair end = Epair.Create().A;
            Vlan vlan = Vlan.Create(end, 1);
            Assert.Throws<VnetQuotaException>(() => Vlan.Create(end, 2));
            vlan.Destroy();
            _ = Vlan.Create(end, 2);
        });
    }

    private static Epair Join(Bridge bridge, Vnet vnet)
    {
        (Epair port, Epair end) = Epair.Create();
        port.Up();
        bridge.AddMember(port);
        end.MoveTo(vnet);
        end.Up();
        return end;
    }

    private static (Vnet First, Vnet Second, Epair A, Epair B) Connect()
    {
        (Vnet first, Vnet second) = (Vnet.Current.CreateChild("first", new VnetOptions { ChildrenMax = 1 }), Vnet.Current.CreateChild("second", new VnetOptions { ChildrenMax = 1 }));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        a.Up();
        b.Up();
        return (first, second, a, b);
    }

    private static Vlan AddVlan(EthernetIfnet parent, int tag, VlanProtocol protocol = VlanProtocol.Dot1Q) =>
        parent.Vnet.Run(() => Vlan.Create(parent, tag, protocol: protocol));

    private static void Configure(Ifnet @interface, string address) => @interface.Configure(address);

    private static List<byte[]> Watch(Ifnet @interface, Action action)
    {
        using MemoryStream file = new();
        using (PacketCapture capture = new(@interface, file))
        {
            action();
        }

        return Fuzzing.PcapngReader.Read(file.ToArray());
    }

    // The words behind the addresses of the frames that carry echoes or their answers and leave by an interface.
    private static int[] TagsOfEchoes(TestStack stack, Vnet from, Epair by, int? priority, int at = 14)
    {
        List<byte[]> frames = Watch(by, () => from.Run(() =>
        {
            using VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp) { PriorityCodePoint = priority };
            socket.SendTo(Packets.Echo(8), new IPEndPoint(IPAddress.Parse("10.0.0.2"), 0));
            stack.Time.Advance(TimeSpan.FromSeconds(1));
        }));
        return [.. frames.Where(frame => EthernetHeader.Source(frame) == by.LinkAddress && frame.AsSpan().IndexOf(Packets.Echo(8).AsSpan(8)) > 0).Select(frame => (int)Packets.WordAt(frame, at))];
    }

    private static string Refusal(Action action) => Assert.Throws<NetworkException>(action).Errno;
}
