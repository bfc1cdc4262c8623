using System.Net;
using System.Net.Sockets;
using Vimage.Admin.Protocol;
using Vimage.Net;

namespace Vimage.Admin.Tests;

/// <summary>What can be asked of network stacks: two vnets at one link.</summary>
public sealed class NetworkTests : IAsyncLifetime
{
    private readonly Endpoint _endpoint = new();
    private INetworkProtocol _network = null!;
    private ICommandProtocol _commands = null!;

    public async ValueTask InitializeAsync()
    {
        AdminConnection connection = await _endpoint.OpenAsync();
        (_network, _commands) = (connection.Network, connection.Commands);
        _endpoint.Top.Run(static () => Ifnet.All);
        Assert.Equal(["epair0a", "epair0b"], await _network.CreateInterfaceAsync("a", "epair"));
        Assert.Equal("epair0b", await _network.MoveInterfaceAsync("a", "epair0b", "c", null));
        await _network.AddAddressAsync("a", "epair0a", "10.0.0.1/24");
        await _network.AddAddressAsync("c", "epair0b", "10.0.0.2/24");
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task Interfaces_are_listed_with_what_is_at_their_other_ends()
    {
        InterfaceEntry a = (await _network.ListInterfacesAsync("a", recursive: false)).Single(static each => each.Name == "epair0a");
        Assert.Equal(("a", "epair", "epair0b@c", 1500), (a.Vnet, a.Kind, a.Peer, a.Mtu));
        Assert.Equal(["10.0.0.1/24"], a.Addresses);
        Assert.Contains("up", a.Flags);
        Assert.Equal(
            [".", "a", "a", "a.b", "c", "c"], (await _network.ListInterfacesAsync(".", recursive: true)).Select(static each => each.Vnet));
    }

    [Fact]
    public async Task They_are_counted_with_the_vnets()
    {
        IAdminProtocol admin = await _endpoint.ConnectAsync();
        using VnetSocket socket = _endpoint.Top["c"].Run(static () => new VnetSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        VnetEntry c = (await admin.ListAsync("c", recursive: false))[0];
        Assert.Equal((2, 1, 0), (c.Interfaces, c.Sockets, c.Tasks));
    }

    [Fact]
    public async Task Interfaces_are_changed_and_destroyed()
    {
        await _network.SetUpAsync("a", "epair0a", isUp: false);
        await _network.SetMtuAsync("a", "epair0a", 1400);
        await _network.RenameInterfaceAsync("a", "epair0a", "ve0");
        await _network.RemoveAddressAsync("a", "ve0", "10.0.0.1/24");
        InterfaceEntry ve0 = (await _network.ListInterfacesAsync("a", recursive: false)).Single(static each => each.Name == "ve0");
        Assert.Equal(1400, ve0.Mtu);
        Assert.DoesNotContain("up", ve0.Flags);
        Assert.Empty(ve0.Addresses);
        await _network.DestroyInterfaceAsync("a", "ve0");
        Assert.Single(await _network.ListInterfacesAsync("c", recursive: false));
    }

    [Fact]
    public async Task A_bridge_has_the_members_that_it_is_given()
    {
        Assert.Equal(["bridge0"], await _network.CreateInterfaceAsync("a", "bridge"));
        await _network.SetMemberAsync("a", "bridge0", "epair0a", isMember: true);
        Assert.Equal(["epair0a"], await MembersAsync());
        await _network.SetMemberAsync("a", "bridge0", "epair0a", isMember: false);
        Assert.Empty(await MembersAsync());

        async Task<IReadOnlyList<string>> MembersAsync() =>
            (await _network.ListInterfacesAsync("a", recursive: false)).Single(static each => each.Name == "bridge0").Members;
    }

    [Fact]
    public async Task An_interface_gets_a_name_on_its_way()
    {
        Assert.Equal("wan0", await _network.MoveInterfaceAsync("c", "epair0b", "a.b", "wan0"));
        Assert.Contains(await _network.ListInterfacesAsync("a.b", recursive: false), static each => each.Name == "wan0");
    }

    [Fact]
    public async Task Routes_are_added_found_and_deleted()
    {
        await _network.AddRouteAsync("a", "default", "10.0.0.2");
        await _network.AddRouteAsync("a", "192.0.2.0/24", "epair0a");
        Assert.Equal("0.0.0.0/0", (await _network.GetRouteAsync("a", "198.51.100.1")).Destination);
        Assert.Equal(("192.0.2.0/24", "epair0a"), ((await _network.GetRouteAsync("a", "192.0.2.9")) is { } route ? (route.Destination, route.Interface) : default));
        await _network.DeleteRouteAsync("a", "default");
        Assert.Equal("ESRCH", await Endpoint.ErrnoOf(() => _network.GetRouteAsync("a", "198.51.100.1")));
        Assert.Equal("ESRCH", await Endpoint.ErrnoOf(() => _network.DeleteRouteAsync("a", "default")));
        Assert.Contains(await _network.ListRoutesAsync("a"), static each => each is { Destination: "192.0.2.0/24", Fib: 0 });
    }

    [Fact]
    public async Task Sockets_are_listed_with_their_states()
    {
        using VnetTcpListener listener = _endpoint.Top["c"].Run(static () =>
        {
            VnetTcpListener made = new(IPAddress.Any, 80);
            made.Start();
            return made;
        });
        using VnetTcpClient client = await _endpoint.Top["a"].RunAsync(static async () =>
        {
            VnetTcpClient made = new(AddressFamily.InterNetwork);
            await made.ConnectAsync(IPAddress.Parse("10.0.0.2"), 80);
            return made;
        });
        SocketEntry entry = Assert.Single(await _network.ListSocketsAsync("a"));
        Assert.Equal(("tcp", "10.0.0.2:80", "established"), (entry.Protocol, entry.Remote, entry.State));
        Assert.Equal(["listen", "established"], (await _network.ListSocketsAsync("c")).Select(static each => each.State));
        await client.GetStream().WriteAsync(new byte[100]);
        Assert.Contains(await _network.ListSocketsAsync("c"), static each => each.ReceiveQueue == 100);
    }

    [Fact]
    public async Task Neighbours_are_listed_set_and_forgotten()
    {
        Assert.Equal(0, (await PingAsync("a", "10.0.0.2")).ExitCode);
        NeighborEntry entry = Assert.Single(await _network.ListNeighborsAsync("a"));
        Assert.Equal(("epair0a", "10.0.0.2", "reachable"), (entry.Interface, entry.Address, entry.State));
        await _network.SetNeighborAsync("a", "epair0a", "10.0.0.9", "02:00:00:00:00:09");
        Assert.Contains(await _network.ListNeighborsAsync("a"), static each => each is { Address: "10.0.0.9", Link: "02:00:00:00:00:09", State: "permanent" });
        await _network.SetNeighborAsync("a", "epair0a", "10.0.0.9", null);
        Assert.Equal("ENOENT", await Endpoint.ErrnoOf(() => _network.SetNeighborAsync("a", "epair0a", "10.0.0.9", null)));
    }

    [Fact]
    public async Task Protocols_count()
    {
        await PingAsync("a", "10.0.0.2");
        Assert.Contains(await _network.ListCountersAsync("c"), static each => each is { Protocol: "ip", Name: "delivered", Value: > 0 });
    }

    [Fact]
    public async Task A_host_is_asked_for_echoes()
    {
        (string text, int? exitCode) = await PingAsync("a", "10.0.0.2");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("PING 10.0.0.2 (10.0.0.2): 56 data bytes\n64 bytes from 10.0.0.2: icmp_seq=0 ttl=64 time=", text, StringComparison.Ordinal);
        Assert.Contains("3 packets transmitted, 3 packets received, 0.0% packet loss", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_there_does_not_answer()
    {
        (string text, int? exitCode) = await PingAsync("a.b", "198.51.100.1");
        Assert.Equal(2, exitCode);
        Assert.Contains("ping: sendto:", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-c")]
    [InlineData("-c", "0", "10.0.0.2")]
    [InlineData("-x", "1", "10.0.0.2")]
    [InlineData("10.0.0.1", "10.0.0.2")]
    [InlineData]
    public async Task Ping_says_how_it_is_used(params string[] arguments)
    {
        (string text, int? exitCode) = await Endpoint.ReadAllAsync(_commands, await _commands.ExecuteAsync("a", "ping", arguments));
        Assert.Equal(64, exitCode);
        Assert.Contains("usage: ping", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_capture_has_what_was_sent_while_it_ran()
    {
        int stream = await _network.CaptureAsync("a", "epair0a", 65535);
        await PingAsync("a", "10.0.0.2");
        await _commands.CloseStreamAsync(stream);
        (string capture, int? exitCode) = await Endpoint.ReadAllAsync(_commands, stream);
        Assert.Null(exitCode);
        Assert.StartsWith("\n\r\r\n", capture, StringComparison.Ordinal);
        Assert.True(capture.Length > 6 * 98, $"{capture.Length} bytes");
        Assert.Equal("EBADF", await Endpoint.ErrnoOf(() => _commands.ReadStreamAsync(stream)));
    }

    [Theory]
    [InlineData("ENXIO", "nowhere0", "10.0.0.3/24")]
    [InlineData("EINVAL", "epair0a", "10.0.0.3")]
    [InlineData("EINVAL", "epair0a", "10.0.0.3/240")]
    [InlineData("EINVAL", "epair0a", "somewhere/24")]
    public async Task What_can_not_be_an_address_is_refused(string errno, string name, string address) =>
        Assert.Equal(errno, await Endpoint.ErrnoOf(() => _network.AddAddressAsync("a", name, address)));

    private async Task<(string Text, int? ExitCode)> PingAsync(string path, string host) =>
        await Endpoint.ReadAllAsync(_commands, await _commands.ExecuteAsync(path, "ping", ["-c", "3", "-i", "0.01", host]));
}
