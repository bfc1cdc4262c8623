using Vimage.Admin.Protocol;
using Vimage.Net;
using Vimage.Wormholes;

namespace Vimage.Admin.Tests;

/// <summary>Wormholes that are opened and revoked from outside.</summary>
public sealed class WormholeTests : IAsyncLifetime
{
    private readonly Endpoint _endpoint = new();
    private IWormholeProtocol _wormholes = null!;
    private INetworkProtocol _network = null!;
    private ICommandProtocol _commands = null!;

    public async ValueTask InitializeAsync()
    {
        AdminConnection connection = await _endpoint.OpenAsync();
        (_wormholes, _network, _commands) = (connection.Wormholes, connection.Network, connection.Commands);
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task Programs_find_their_ends_by_the_name()
    {
        Assert.Equal("shared", await _wormholes.OpenWormholeAsync("bytes", "a.b", "c", "shared"));
        Assert.NotNull(_endpoint.Top["c"].Run(static () => Wormhole.FindEnd<WormholePipe>("shared")));
        WormholeEntry entry = Assert.Single(await _wormholes.ListWormholesAsync());
        Assert.Equal(("shared", "bytes", "open"), (entry.Name, entry.Form, entry.State));
        Assert.Equal(["a.b", "c"], entry.Ends);
    }

    [Fact]
    public async Task Interfaces_at_its_ends_reach_each_other()
    {
        _endpoint.Top.Run(static () => Ifnet.All);
        await _wormholes.OpenWormholeAsync("interfaces", "a", "c", null);
        await _network.AddAddressAsync("a", "wh0", "10.0.0.1/24");
        await _network.AddAddressAsync("c", "wh0", "10.0.0.2/24");
        int stream = await _commands.ExecuteAsync("a", "ping", ["-c", "1", "10.0.0.2"]);
        Assert.Equal(0, (await Endpoint.ReadAllAsync(_commands, stream)).ExitCode);
        Assert.True(Assert.Single(await _wormholes.ListWormholesAsync()) is { ForwardSent: > 0, BackwardSent: > 0 });
    }

    [Fact]
    public async Task One_that_is_revoked_is_gone()
    {
        string name = await _wormholes.OpenWormholeAsync("frames", "a", "c", null);
        await _wormholes.RevokeWormholeAsync(name);
        Assert.Empty(await _wormholes.ListWormholesAsync());
        Assert.Equal("ENOENT", await Endpoint.ErrnoOf(() => _wormholes.RevokeWormholeAsync(name)));
    }

    [Fact]
    public async Task One_that_is_paused_accepts_nothing_until_it_is_resumed()
    {
        await _wormholes.OpenWormholeAsync("frames", "a", "c", "shared");
        WormholeFrameEnd end = _endpoint.Top["a"].Run(static () => Wormhole.FindEnd<WormholeFrameEnd>("shared"))!;
        await _wormholes.PauseWormholeAsync("shared");
        Assert.Equal("paused", Assert.Single(await _wormholes.ListWormholesAsync()).State);
        Assert.False(end.TrySend("x"u8));
        await _wormholes.ResumeWormholeAsync("shared");
        Assert.True(end.TrySend("x"u8));
    }

    [Fact]
    public async Task One_is_throttled_until_the_limit_is_taken_away()
    {
        await _wormholes.OpenWormholeAsync("frames", "a", "c", "shared");
        WormholeFrameEnd end = _endpoint.Top["a"].Run(static () => Wormhole.FindEnd<WormholeFrameEnd>("shared"))!;
        await _wormholes.ThrottleWormholeAsync("shared", 1, null);
        Assert.True(end.TrySend("x"u8));
        Assert.False(end.TrySend("x"u8));
        await _wormholes.ThrottleWormholeAsync("shared", null, 1);
        Assert.True(end.TrySend("long"u8));
        Assert.False(end.TrySend("x"u8));
        await _wormholes.ThrottleWormholeAsync("shared", null, null);
        Assert.True(end.TrySend("x"u8));
        Assert.Equal("EINVAL", await Endpoint.ErrnoOf(() => _wormholes.ThrottleWormholeAsync("shared", 0, null)));
    }

    [Fact]
    public async Task Two_that_meet_become_one()
    {
        await _wormholes.OpenWormholeAsync("bytes", "a", "c", "one");
        await _wormholes.OpenWormholeAsync("bytes", "c", "a.b", "other");
        string name = await _wormholes.CollapseWormholesAsync("one", "other");
        WormholeEntry entry = Assert.Single(await _wormholes.ListWormholesAsync());
        Assert.Equal((name, "open"), (entry.Name, entry.State));
        Assert.Equal(["a", "a.b"], entry.Ends);
        await _wormholes.OpenWormholeAsync("bytes", "a", "a.b", "parallel");
        await _wormholes.OpenWormholeAsync("frames", "a.b", "c", "frames");
        Assert.Equal("EDOOFUS", await Endpoint.ErrnoOf(() => _wormholes.CollapseWormholesAsync(name, "parallel")));
        Assert.Equal("EINVAL", await Endpoint.ErrnoOf(() => _wormholes.CollapseWormholesAsync(name, "frames")));
        Assert.Equal("ENOENT", await Endpoint.ErrnoOf(() => _wormholes.CollapseWormholesAsync(name, "one")));
    }

    [Fact]
    public async Task One_whose_second_interface_is_refused_leaves_nothing()
    {
        _endpoint.Top.Run(static () => Ifnet.All);
        _endpoint.Top["c"].SetQuota(NetQuota.Interfaces, 0);
        await Endpoint.ErrnoOf(() => _wormholes.OpenWormholeAsync("interfaces", "a", "c", null));
        Assert.Empty(await _wormholes.ListWormholesAsync());
        Assert.True(
            await Task.Run(() => SpinWait.SpinUntil(() => _endpoint.Top["a"].Run(static () => Ifnet.Count) == 1, TimeSpan.FromSeconds(10))),
            "The interface of the first vnet is still there.");
    }

    [Fact]
    public async Task Other_forms_are_refused() =>
        Assert.Equal("EINVAL", await Endpoint.ErrnoOf(() => _wormholes.OpenWormholeAsync("messages", "a", "c", null)));
}
