namespace Vimage.Wormholes.Tests;

/// <summary>Who goes on does so in its own vnet, whoever wakes it from where.</summary>
public sealed class ContextTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AReceiverGoesOnInItsOwnVnet(bool manySenders)
    {
        await using Link<int> link = NewLink(new WormholeOptions { ManySenders = manySenders, Wait = WormholeWait.Park });
        Task<List<string>> receiver = link.Right.RunAsync(async () =>
        {
            List<string> places = [];
            for (int i = 0; i < 20; i++)
            {
                await link.Receiver.ReceiveAsync();
                places.Add(Places.V_here);
                Assert.Same(link.Right, Vnet.Current);
            }

            return places;
        });
        for (int i = 0; i < 20; i++)
        {
            await Task.Delay(1);
            SendFrom(link, i);
        }

        Assert.All(await receiver.InTime(), static place => Assert.Equal("right", place));
    }

    [Fact]
    public async Task ASenderGoesOnInItsOwnVnet()
    {
        await using Link<int> link = NewLink(new WormholeOptions { Capacity = 1, Wait = WormholeWait.Park });
        Task<List<string>> sender = link.Left.RunAsync(async () =>
        {
            List<string> places = [];
            for (int i = 0; i < 20; i++)
            {
                await link.Sender.SendAsync(i);
                places.Add(Places.V_here);
            }

            return places;
        });
        for (int i = 0; i < 20; i++)
        {
            await Task.Delay(1);
            using (link.Right.EnterSync())
            {
                Assert.Equal("right", Places.V_here);
                Assert.True(link.Receiver.Receive(out _));
                Assert.Equal("right", Places.V_here);
            }
        }

        Assert.All(await sender.InTime(), static place => Assert.Equal("left", place));
    }

    [Fact]
    public async Task WhatContinuesDoesNotRunOnTheThreadOfWhoeverWakesIt()
    {
        await using Link<int> link = NewLink(new WormholeOptions { Wait = WormholeWait.Park });
        int thread = 0;
        Task receiver = link.Right.RunAsync(async () =>
        {
            await link.Receiver.ReceiveAsync();
            thread = Environment.CurrentManagedThreadId;
        });
        int waker = await Background.Start(() =>
        {
            SendFrom(link, 1);
            receiver.InTime().GetAwaiter().GetResult();
            return Environment.CurrentManagedThreadId;
        }).InTime();
        Assert.NotEqual(waker, thread);
    }

    [Fact]
    public async Task ThoseWhoAreToldOfTheEndAreInTheirOwnVnet()
    {
        await using Link<int> link = NewLink(new WormholeOptions { Wait = WormholeWait.Park });
        Task<string> receiver = link.Right.RunAsync(async () =>
        {
            await Assert.ThrowsAsync<WormholeRevokedException>(async () => await link.Receiver.ReceiveAsync());
            return Places.V_here;
        });
        link.Admin.Run(link.Wormhole.Revoke);
        Assert.Equal("right", await receiver.InTime());
    }

    [Fact]
    public async Task WhoeverIsCancelledGoesOnInItsOwnVnet()
    {
        await using Link<int> link = NewLink(new WormholeOptions { Wait = WormholeWait.Park });
        using CancellationTokenSource cancellation = new();
        Task<string> receiver = link.Right.RunAsync(async () =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await link.Receiver.ReceiveAsync(cancellation.Token));
            return Places.V_here;
        });
        link.Left.Run(cancellation.Cancel);
        Assert.Equal("right", await receiver.InTime());
    }

    private static Link<int> NewLink(WormholeOptions options)
    {
        Link<int> link = new(options);
        link.Left.Run(static () => Places.V_here = "left");
        link.Right.Run(static () => Places.V_here = "right");
        return link;
    }

    private static void SendFrom(Link<int> link, int message)
    {
        using (link.Left.EnterSync())
        {
            Assert.Equal("left", Places.V_here);
            link.Sender.Send(message);
            Assert.Equal("left", Places.V_here);
        }
    }
}
