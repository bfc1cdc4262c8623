using Vimage.Admin.Protocol;

namespace Vimage.Admin.Tests;

/// <summary>Limits, and what teardowns have found.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private readonly Endpoint _endpoint = new();
    private IAdminProtocol _admin = null!;

    public async ValueTask InitializeAsync() => _admin = await _endpoint.ConnectAsync();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task Limits_are_listed_and_set()
    {
        await _admin.SetLimitAsync("a", "children", 5);
        await _admin.SetLimitAsync("a", "widgets", 7);
        _endpoint.Top["a.b"].Charge("widgets", 2);
        Assert.Equal(
            [new LimitEntry("children", 1, 5), new LimitEntry("widgets", 2, 7)], await _admin.ListLimitsAsync("a"));
        Assert.Equal([new LimitEntry("children", 0, 0), new LimitEntry("widgets", 2, null)], await _admin.ListLimitsAsync("a.b"));
        await _admin.SetLimitAsync("a", "widgets", null);
        Assert.Equal(long.MaxValue, _endpoint.Top["a"].LimitOf("widgets"));
        await _admin.SetLimitAsync("a", "cpu", 50);
    }

    [Fact]
    public async Task The_limits_of_the_vnet_that_the_end_point_is_for_are_set_from_above()
    {
        Assert.Equal("EPERM", await Endpoint.ErrnoOf(() => _admin.SetLimitAsync(".", "widgets", 7)));
        Assert.Equal("EPERM", await Endpoint.ErrnoOf(() => _admin.SetLimitAsync(".", "children", 7)));
    }

    [Fact]
    public async Task Limits_that_make_no_sense_are_refused()
    {
        Assert.Equal("EINVAL", await Endpoint.ErrnoOf(() => _admin.SetLimitAsync("a", "widgets", -1)));
        Assert.Equal("EINVAL", await Endpoint.ErrnoOf(() => _admin.SetLimitAsync("a", "children", null)));
    }

    [Fact]
    public async Task Teardowns_are_remembered_the_last_one_first()
    {
        using MemoryStream broken = new Broken();
        _endpoint.Top["a.b"].Own(broken);
        await _admin.DestroyAsync("a", recursive: true);
        await _endpoint.Top["c"].DestroyAsync();
        IReadOnlyList<TeardownEntry> teardowns = await _admin.ListTeardownsAsync();
        Assert.Equal([("c", true), ("a", true), ("a.b", false)], teardowns.Select(static each => (each.Path, each.IsClean)));
        Assert.Equal(["InvalidOperationException: It is stuck."], teardowns[2].Failures);
    }

    private sealed class Broken : MemoryStream
    {
        private bool _hasThrown;

        protected override void Dispose(bool disposing)
        {
            if (!_hasThrown)
            {
                _hasThrown = true;
                throw new InvalidOperationException("It is stuck.");
            }

            base.Dispose(disposing);
        }
    }
}
