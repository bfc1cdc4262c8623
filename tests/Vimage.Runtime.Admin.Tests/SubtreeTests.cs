using Vimage.Admin.Protocol;

namespace Vimage.Admin.Tests;

/// <summary>Whoever is given a sub-tree sees and steers only that.</summary>
public sealed class SubtreeTests : IAsyncLifetime
{
    private readonly Endpoint _endpoint = new(static top => top["a"]);
    private IAdminProtocol _admin = null!;

    public async ValueTask InitializeAsync() => _admin = await _endpoint.ConnectAsync();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task It_is_all_that_there_is()
    {
        Assert.Equal("a", (await _admin.HelloAsync(AdminProtocol.Version)).Vnet);
        Assert.Equal([".", "b"], (await _admin.ListAsync(".", recursive: true)).Select(static each => each.Path));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("..c")]
    [InlineData("b...c")]
    [InlineData("c")]
    [InlineData("a")]
    [InlineData("a.b")]
    [InlineData("vnet0")]
    [InlineData("")]
    [InlineData("./../c")]
    public async Task Nothing_outside_it_can_be_named(string path)
    {
        Assert.Contains(await Endpoint.ErrnoOf(() => _admin.ListAsync(path, recursive: true)), (string[])["ESRCH", "EINVAL"]);
        Assert.Contains(await Endpoint.ErrnoOf(() => _admin.DestroyAsync(path, recursive: true)), (string[])["ESRCH", "EINVAL"]);
        Assert.Contains(await Endpoint.ErrnoOf(() => _admin.SetVariableAsync(path, "sample.limit", "1")), (string[])["ESRCH", "EINVAL"]);
        Assert.Equal(3, _endpoint.Top.DescendantCount);
    }

    [Fact]
    public async Task Nor_by_its_full_name()
    {
        Assert.Equal("ESRCH", await Endpoint.ErrnoOf(() => _admin.ListAsync(_endpoint.Top["c"].FullName, recursive: false)));
        Assert.Equal("ESRCH", await Endpoint.ErrnoOf(() => _admin.ListAsync(_endpoint.Top["a"].FullName, recursive: false)));
    }

    [Fact]
    public async Task The_names_above_it_are_not_told()
    {
        StreamJsonRpc.RemoteInvocationException failure =
            await Assert.ThrowsAsync<StreamJsonRpc.RemoteInvocationException>(() => _admin.CreateAsync("b", 0));
        Assert.Contains("'b'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_endpoint.Top.Name, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_rights_are_all_that_it_has()
    {
        _endpoint.Top["a"].Revoke(Vnet.SetVariablesPermission);
        Assert.Equal("EPERM", await Endpoint.ErrnoOf(() => _admin.SetVariableAsync("b", "sample.limit", "1")));
    }

    [Fact]
    public async Task Once_it_was_destroyed_there_is_nothing()
    {
        await _endpoint.Top["a"].DestroyAsync(new VnetDestroyOptions { Recursive = true });
        Assert.Equal("ENXIO", await Endpoint.ErrnoOf(() => _admin.ListAsync(".", recursive: false)));
    }
}
