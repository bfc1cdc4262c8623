using Vimage.Admin.Protocol;

namespace Vimage.Admin.Tests;

/// <summary>What can be asked of a process.</summary>
public sealed class RequestTests : IAsyncLifetime
{
    private readonly Endpoint _endpoint = new();
    private IAdminProtocol _admin = null!;

    public async ValueTask InitializeAsync() => _admin = await _endpoint.ConnectAsync();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task A_process_says_who_it_is()
    {
        AdminGreeting greeting = await _admin.HelloAsync(AdminProtocol.Version);
        Assert.Equal((AdminProtocol.Version, Environment.ProcessId, _endpoint.Top.Name), (greeting.Version, greeting.ProcessId, greeting.Vnet));
    }

    [Fact]
    public async Task Who_speaks_no_version_of_the_protocol_is_told() =>
        Assert.Equal("EPROTONOSUPPORT", await Endpoint.ErrnoOf(() => _admin.HelloAsync(0)));

    [Fact]
    public async Task Vnets_are_listed_each_before_those_below_it()
    {
        Assert.Equal([".", "a", "a.b", "c"], (await _admin.ListAsync(".", recursive: true)).Select(static each => each.Path));
        Assert.Equal([".", "a", "c"], (await _admin.ListAsync(".", recursive: false)).Select(static each => each.Path));
        VnetEntry a = (await _admin.ListAsync("a", recursive: false))[0];
        Assert.Equal(("a", 1, 10), (a.Path, a.Descendants, a.ChildrenMax));
    }

    [Fact]
    public async Task One_whose_name_begins_as_anothers_does_not_come_between_it_and_those_below_it()
    {
        _ = _endpoint.Top.CreateChild("a-b");
        Assert.Equal([".", "a", "a.b", "a-b", "c"], (await _admin.ListAsync(".", recursive: true)).Select(static each => each.Path));
    }

    [Fact]
    public async Task Vnets_are_created_and_destroyed()
    {
        await _admin.CreateAsync("a.d", 3);
        Assert.Equal(3, _endpoint.Top["a.d"].ChildrenMax);
        Assert.True((await _admin.DestroyAsync("a.d", recursive: false)).IsClean);
        Assert.False(_endpoint.Top.TryFind("a.d", out _));
    }

    [Fact]
    public async Task What_can_not_be_done_has_the_name_of_its_errno()
    {
        Assert.Equal("EADDRINUSE", await Endpoint.ErrnoOf(() => _admin.CreateAsync("a", 0)));
        Assert.Equal("ESRCH", await Endpoint.ErrnoOf(() => _admin.ListAsync("nowhere", recursive: false)));
        Assert.Equal("EINVAL", await Endpoint.ErrnoOf(() => _admin.CreateAsync("not a name", 0)));
        Assert.Equal("EBUSY", await Endpoint.ErrnoOf(() => _admin.DestroyAsync("a", recursive: false)));
        Assert.Equal("EPERM", await Endpoint.ErrnoOf(() => _admin.DestroyAsync(".", recursive: true)));
        Assert.Equal("ENOENT", await Endpoint.ErrnoOf(() => _admin.SetVariableAsync("a", "no.such.variable", "1")));
        Assert.Equal(4, (await _admin.ListAsync(".", recursive: true)).Count);
    }

    [Fact]
    public async Task Variables_are_each_vnets_own()
    {
        await _admin.SetVariableAsync("a", "sample.limit", "42");
        Assert.Equal(42, _endpoint.Top["a"].Run(static () => Sample.Limit));
        VariableEntry a = Assert.Single(await _admin.ListVariablesAsync("a", "sample."));
        Assert.Equal(("sample.limit", "42", false), (a.Name, a.Value, a.IsReadOnly));
        Assert.Equal("10", Assert.Single(await _admin.ListVariablesAsync("c", "sample.")).Value);
    }

    [Fact]
    public async Task Modules_are_listed() =>
        Assert.Contains(await _admin.ListModulesAsync(), static module => module is { IsPending: false } && module.Name.Contains("ample", StringComparison.Ordinal));

    [Fact]
    public async Task Many_callers_at_once_are_answered()
    {
        IAdminProtocol[] callers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _endpoint.ConnectAsync()));
        await Task.WhenAll(callers.Select(async caller =>
        {
            for (int i = 0; i < 50; i++)
            {
                Assert.Equal(3, (await caller.ListAsync(".", recursive: false)).Count);
            }
        }));
    }
}
