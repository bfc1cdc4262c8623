using System.Net;
using System.Text.Json;

namespace Vimage.Dashboard.Tests;

/// <summary>What a dashboard tells its page.</summary>
public sealed class StateTests : IAsyncLifetime
{
    private readonly Scene _scene = new();
    private Site _site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await Site.StartAsync(_scene.Top);

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task Vnets_and_wormholes_are_there_and_the_selected_one_in_detail()
    {
        JsonElement state = await GetAsync("state?vnet=red");
        Assert.Equal([".", "blue", "red", "router", "router.table"], state.GetProperty("vnets").EnumerateArray().Select(static each => each.GetProperty("path").GetString()));
        JsonElement selected = state.GetProperty("selected");
        JsonElement pair = selected.GetProperty("interfaces").EnumerateArray().Single(static each => each.GetProperty("kind").ValueEquals("epair"));
        Assert.Equal("to-red@router", pair.GetProperty("peer").GetString());
        Assert.Contains(selected.GetProperty("limits").EnumerateArray(), static each => each.GetProperty("name").ValueEquals("children"));
        Assert.Equal("tunnel", Assert.Single(state.GetProperty("wormholes").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Time_goes_on_between_two_states()
    {
        double before = (await GetAsync("state")).GetProperty("time").GetDouble();
        Assert.True((await GetAsync("state")).GetProperty("time").GetDouble() > before);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("..")]
    [InlineData("vnet0")]
    [InlineData("%00")]
    public async Task Of_a_vnet_that_is_not_there_nothing_is_told_and_of_the_others_all(string path)
    {
        JsonElement state = await GetAsync($"state?vnet={path}");
        Assert.Equal(JsonValueKind.Null, state.GetProperty("selected").ValueKind);
        Assert.Equal(5, state.GetProperty("vnets").GetArrayLength());
        Assert.Equal(0, (await GetAsync($"topology?vnet={path}")).GetProperty("interfaces").GetArrayLength());
    }

    [Fact]
    public async Task What_connects_vnets_is_told_without_the_rest()
    {
        JsonElement[] interfaces = [.. (await GetAsync("topology")).GetProperty("interfaces").EnumerateArray()];
        Assert.Equal(
            ["bridge0@router", "epair0a@blue", "epair0a@red", "to-blue@router", "to-red@router"],
            interfaces.Select(static each => $"{each.GetProperty("name")}@{each.GetProperty("vnet")}").Order(StringComparer.Ordinal));
        JsonElement bridge = interfaces.Single(static each => each.GetProperty("kind").ValueEquals("bridge"));
        Assert.Equal(["to-blue"], bridge.GetProperty("members").EnumerateArray().Select(static each => each.GetString()));
    }

    [Fact]
    public async Task A_teardown_that_has_left_something_is_not_clean()
    {
        using SemaphoreSlim end = new(0);
        Vnet vnet = _scene.Top.CreateChild("stubborn");
        Task work = vnet.Schedule(() => end.Wait(Cancellation));
        await vnet.DestroyAsync(new VnetDestroyOptions { Deadline = TimeSpan.Zero });
        JsonElement verdict = Assert.Single((await GetAsync("state")).GetProperty("teardowns").EnumerateArray());
        end.Release();
        await work;
        Assert.Equal("stubborn", verdict.GetProperty("path").GetString());
        Assert.False(verdict.GetProperty("isClean").GetBoolean());
        Assert.NotEqual(0, verdict.GetProperty("held").GetArrayLength());
    }

    [Fact]
    public async Task Once_the_vnet_has_gone_the_page_is_told_so()
    {
        Vnet shown = _scene.Top.CreateChild("shown");
        await using Site site = await Site.StartAsync(shown);
        await shown.DestroyAsync();
        using HttpResponseMessage answer = await site.Client.GetAsync(new Uri("state", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.DoesNotContain(_scene.Top.Name, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private async Task<JsonElement> GetAsync(string address)
    {
        await using Stream answer = await _site.Client.GetStreamAsync(new Uri(address, UriKind.Relative), Cancellation);
        return (await JsonDocument.ParseAsync(answer, cancellationToken: Cancellation)).RootElement;
    }
}
