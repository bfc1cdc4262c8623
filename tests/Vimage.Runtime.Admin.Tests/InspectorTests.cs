using Vimage.Admin.Protocol;
using Vimage.Net;

namespace Vimage.Admin.Tests;

/// <summary>What the protocol tells can be read inside the process too, of a vnet and what is below it.</summary>
public sealed class InspectorTests : IAsyncLifetime
{
    private readonly Endpoint _endpoint = new();
    private VnetInspector _inspector = null!;

    private Vnet A => _endpoint.Top["a"];

    public ValueTask InitializeAsync()
    {
        _inspector = new VnetInspector(A);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        _inspector.Dispose();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public void Paths_are_relative_to_the_vnet_and_lead_nowhere_else()
    {
        Assert.Equal("a", _inspector.Describe().Vnet);
        Assert.Equal([".", "b"], _inspector.ListVnets(".", recursive: true).Select(static each => each.Path));
        Assert.Equal("children", Assert.Single(_inspector.ListLimits("b"), static each => each.Name == "children").Name);
        Assert.Throws<VnetNotFoundException>(() => _inspector.ListVnets("c", recursive: false));
        Assert.Throws<VnetNotFoundException>(() => _inspector.ListInterfaces(_endpoint.Top["c"].FullName, recursive: false));
    }

    [Fact]
    public void Interfaces_are_those_that_the_vnets_have_with_no_word_of_what_is_outside()
    {
        (Epair inner, Epair outer) = A["b"].Run(Epair.Create);
        outer.MoveTo(_endpoint.Top["c"]);
        InterfaceEntry pair = Assert.Single(_inspector.ListInterfaces(".", recursive: true), static each => each.Kind == "epair");
        Assert.Equal(("b", inner.Name, null), (pair.Vnet, pair.Name, pair.Peer));
        Assert.DoesNotContain(_inspector.ListInterfaces(".", recursive: false), static each => each.Kind == "epair");
    }

    [Fact]
    public async Task Teardowns_are_kept_until_the_inspector_is_disposed_of()
    {
        await A["b"].DestroyAsync();
        await _endpoint.Top["c"].DestroyAsync();
        Assert.Equal("b", Assert.Single(_inspector.ListTeardowns()).Path);
        _inspector.Dispose();
        await A.CreateChild("d").DestroyAsync();
        Assert.Single(_inspector.ListTeardowns());
    }

    [Fact]
    public async Task Vnets_that_come_and_go_meanwhile_do_not_spoil_a_list()
    {
        // Until somebody uses it there is no stack to list.
        A.Run(static () => Ifnet.All);
        using CancellationTokenSource enough = new();
        Task churn = Task.Run(async () =>
        {
            for (int i = 0; !enough.IsCancellationRequested; i++)
            {
                Vnet vnet = A.CreateChild($"v{i}");
                vnet.Run(static () => Ifnet.All);
                await vnet.DestroyAsync();
            }
        });
        for (int i = 0; i < 500; i++)
        {
            Assert.Contains(_inspector.ListInterfaces(".", recursive: true), static each => each.Vnet == "b");
            Assert.Contains(_inspector.ListVnets(".", recursive: true), static each => each.Path == "b");
        }

        await enough.CancelAsync();
        await churn;
    }

    [Fact]
    public async Task Once_the_vnet_was_destroyed_there_is_nothing()
    {
        await A.DestroyAsync(new VnetDestroyOptions { Recursive = true });
        Assert.Throws<ObjectDisposedException>(() => _inspector.ListVnets(".", recursive: false));
        Assert.Throws<ObjectDisposedException>(() => _inspector.ListWormholes());
    }
}
