using Vimage.Admin.Protocol;
using Vimage.Net;

namespace Vimage.Admin.Tests;

/// <summary>Whoever is given a sub-tree, and an interface that leaves it and comes back.</summary>
public sealed class MoveRaceTests : IAsyncLifetime
{
    private const int Rounds = 20_000;
    private const int Inside = 1400;
    private const int Outside = 1500;

    private readonly Endpoint _endpoint = new(static top => top["a"]);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task Nothing_of_it_is_seen_or_changed_while_it_is_outside()
    {
        Epair moving = _endpoint.Top["c"].Run(static () => Epair.Create().A);
        using CancellationTokenSource over = new();
        Task[] callers = [.. Enumerable.Range(0, 3).Select(async _ =>
        {
            INetworkProtocol network = (await _endpoint.OpenAsync()).Network;
            while (!over.IsCancellationRequested)
            {
                try
                {
                    await network.SetMtuAsync(".", moving.Name, Inside);
                }
                catch (StreamJsonRpc.RemoteInvocationException)
                {
                    // It is outside now.
                }

                Assert.All(await network.ListInterfacesAsync(".", recursive: true), static each => Assert.Contains(each.Vnet, (string[])[".", "b"]));
            }
        })];
        int changed = await Task.Run(() => MoveAbout(moving));
        await over.CancelAsync();
        await Task.WhenAll(callers);
        Assert.Equal(0, changed);
    }

    // How often it was another's doing that it is not as it was set outside.
    private int MoveAbout(Epair moving)
    {
        int changed = 0;
        for (int i = 0; i < Rounds; i++)
        {
            moving.MoveTo(_endpoint.Top["a"]);
            Thread.SpinWait(50);
            moving.MoveTo(_endpoint.Top["c"]);
            moving.Mtu = Outside;
            Thread.SpinWait(200);
            changed += moving.Mtu == Outside ? 0 : 1;
        }

        return changed;
    }
}
