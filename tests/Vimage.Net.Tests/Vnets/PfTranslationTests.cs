using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

[Trait("RFC", "3022")]
public sealed class PfTranslationTests
{
    /// <summary>(exhaust.)</summary>
    [Trait("FreeBSD", "netpfil/pf/nat.sh")]
    [Fact]
    public void The_third_connection_fails_where_two_ports_are_to_be_had()
    {
        using FilterWorld world = new();
        world.Load("nat pass on $outer inet from any to any -> ($outer) port 30000:30001");
        using VnetSocket listener = world.Far.Run(static () =>
        {
            VnetSocket socket = new(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            socket.Bind(new IPEndPoint(IPAddress.Any, 7));
            socket.Listen(10);
            return socket;
        });
        using VnetSocket first = Connect(world);
        using VnetSocket second = Connect(world);
        using VnetSocket third = Connect(world);
        Assert.Equal((true, true, false), (first.Connected, second.Connected, third.Connected));
        Assert.True(world.Router.Run(static () => Pf.Statistics.TranslationFailures) > 0);
        using VnetSocket accepted = listener.Accept();
        Assert.Equal(IPAddress.Parse(FilterWorld.Outside), ((IPEndPoint)accepted.RemoteEndPoint!).Address);
        Assert.InRange(((IPEndPoint)accepted.RemoteEndPoint).Port, 30000, 30001);
        accepted.Send("foo"u8);
        world.Stack.Time.Advance(TimeSpan.FromSeconds(1));
        byte[] data = new byte[3];
        Assert.Equal(3, (first.Available > 0 ? first : second).Receive(data));
        Assert.Equal("foo"u8.ToArray(), data);
    }

    /// <summary>(basic.)</summary>
    [Trait("FreeBSD", "netpfil/pf/rdr.sh")]
    [Fact]
    public void What_is_for_a_network_gets_to_one_port_of_one_host()
    {
        using FilterWorld world = new();
        world.Load("rdr pass on $inner proto udp from any to 198.51.100.0/24 port 1234 -> 192.0.2.1 port 4321");
        (byte[] data, IPEndPoint from)? received = world.Send(world.Client, world.Router, "198.51.100.77", 1234, 4321);
        Assert.Equal("foo"u8.ToArray(), received?.data);
        Assert.Equal(IPAddress.Parse(FilterWorld.Host), received?.from.Address);
        Assert.Null(world.Send(world.Client, world.Router, "198.51.100.77", 1235, 4321));
    }

    [Trait("FreeBSD", "netpfil/pf/rdr.sh")]
    [Fact]
    public void Answers_to_what_was_redirected_come_from_whom_it_was_sent_to()
    {
        using FilterWorld world = new();
        world.Load("""
            rdr on $inner proto tcp from any to 203.0.113.1 port 80 -> 198.51.100.3 port 8080
            rdr on $inner inet6 proto tcp from any to 2001:db8:9::1 port 80 -> 2001:db8:2::3 port 8080
            block in on $inner
            pass in on $inner inet6 proto icmp6
            pass in on $inner proto tcp to port 8080
            """);
        foreach ((string asked, IPAddress any) in ((string, IPAddress)[])[("203.0.113.1", IPAddress.Any), ("2001:db8:9::1", IPAddress.IPv6Any)])
        {
            using VnetSocket listener = world.Far.Run(() =>
            {
                VnetSocket socket = new(any.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                socket.Bind(new IPEndPoint(any, 8080));
                socket.Listen(10);
                return socket;
            });
            using VnetSocket client = Connect(world, asked, 80);
            Assert.True(client.Connected, asked);
            Assert.Equal(IPAddress.Parse(asked), ((IPEndPoint)client.RemoteEndPoint!).Address);
            PfStateInfo state = Assert.Single(world.Router.Run(static () => Pf.States), each => each.Interface == world.Inner.Name && each.Protocol == 6 && each.Phase == PfPhase.Established && each.Translated.Address.Equals(IPAddress.Parse(asked)));
            Assert.Equal((80, 8080), (state.Translated.Port, state.Local.Port));
        }
    }

    [Theory]
    [InlineData("nat on $outer inet from 192.0.2.0/24 to any -> ($outer)\nblock in on $outer", true)]
    [InlineData("nat on $outer inet6 from 2001:db8:1::/64 to any -> ($outer:0)\nblock in on $outer\npass in inet6 proto icmp6 icmp6-type 135 no state\npass in inet6 proto icmp6 icmp6-type 136 no state", false)]
    public void Echoes_come_back_to_who_has_sent_them(string rules, bool isIpv4)
    {
        using FilterWorld world = new();
        world.Load(rules);
        IPAddress? seen = null;
        Watcher watcher = new(packet => seen = packet.Source);
        world.Far.Run(() => PacketFilters.Add(watcher));
        Assert.True(isIpv4 ? world.Pings() : world.Pings6());
        Assert.Equal(IPAddress.Parse(isIpv4 ? FilterWorld.Outside : "2001:db8:2::2"), seen);
    }

    /// <summary>An error quotes the packet as it was on the link: its sender knows another one.</summary>
    [Fact]
    public void An_error_about_a_translated_packet_gets_to_its_sender()
    {
        using FilterWorld world = new();
        world.Load("nat on $outer inet from 192.0.2.0/24 to any -> ($outer)\nblock in on $outer\npass in on $inner");
        using VnetUdpClient client = world.Client.Run(static () => new VnetUdpClient());
        client.Connect(new IPEndPoint(IPAddress.Parse(FilterWorld.Server), 9));
        client.Send("foo"u8.ToArray());
        world.Stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<SocketException>(() => client.Send("foo"u8.ToArray())).SocketErrorCode);
    }

    private static VnetSocket Connect(FilterWorld world, string to = FilterWorld.Server, int port = 7) => world.Client.Run(() =>
    {
        IPAddress address = IPAddress.Parse(to);
        VnetSocket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            socket.Connect(new IPEndPoint(address, port));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.WouldBlock)
        {
            // Neighbours are still asked for.
        }

        world.Stack.Time.Advance(TimeSpan.FromSeconds(5));
        return socket;
    });

    private sealed class Watcher(Action<Watcher.Seen> see) : IPacketFilter
    {
        internal readonly record struct Seen(IPAddress Source);

        public PacketVerdict Check(in FilteredPacket packet)
        {
            if (packet is { Direction: PacketDirection.In, Protocol: 1 or 58 } && !packet.Source.IsIPv6LinkLocal)
            {
                see(new Seen(packet.Source));
            }

            return PacketVerdict.Pass;
        }
    }
}
