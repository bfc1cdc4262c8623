using System.Runtime.CompilerServices;
using static Vimage.Wormholes.Tests.Allocations;

namespace Vimage.Wormholes.Tests;

/// <summary>In steady state a message costs no memory.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests
{
    public static TheoryData<bool, WormholeWait> Ways => new()
    {
        { false, WormholeWait.Hybrid }, { false, WormholeWait.Park }, { true, WormholeWait.Hybrid }, { true, WormholeWait.Park },
    };

#pragma warning disable CA2012 // They have ended when they are returned.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OnOneThread(bool manySenders)
    {
        Link<Numbered> link = new(new WormholeOptions { ManySenders = manySenders });
        Numbered[] batch = new Numbered[64];
        AssertNone(OfThisThread, () =>
        {
            for (int i = 0; i < Messages; i++)
            {
                link.Sender.Send(new Numbered(0, i));
                link.Receiver.Receive(out _);
                link.Sender.SendBatch(batch);
                link.Receiver.ReceiveBatch(batch);
                link.Sender.SendAsync(default).GetAwaiter().GetResult();
                link.Receiver.ReceiveAsync().GetAwaiter().GetResult();
            }
        });
    }
#pragma warning restore CA2012

    [Fact(Skip = OptimizedOnly, SkipType = typeof(Allocations), SkipUnless = nameof(IsOptimized))]
    public void OfBuffers()
    {
        Link<WormholeBuffer> link = new();
        AssertNone(OfThisThread, () =>
        {
            for (int i = 0; i < Messages; i++)
            {
                link.Sender.Send(WormholeBuffer.Rent(1000));
                link.Receiver.Receive(out WormholeBuffer received);
                received.Dispose();
            }
        });
    }

    // So few calls that none is compiled anew meanwhile.
    [Fact(Skip = OptimizedOnly, SkipType = typeof(Allocations), SkipUnless = nameof(IsOptimized))]
    public void OfMessagesWhoseOwnershipPasses_WhileTheirCodeIsNotYetOptimized()
    {
        Link<Passed> link = new();
        Pass(link, 5);
        long before = OfThisThread();
        Pass(link, 10);
        Assert.Equal(0, OfThisThread() - before);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task BetweenThreadsThatWait(bool manySenders, WormholeWait wait)
    {
        await using Link<Numbered> link = new(new WormholeOptions { ManySenders = manySenders, Wait = wait, Capacity = 8 });
        Task echo = Background.Start(() =>
        {
            while (link.Receiver.Receive(out Numbered message))
            {
                link.Receiver.Send(message);
            }
        });
        AssertNone(OfAll, () =>
        {
            for (int i = 0; i < Messages; i++)
            {
                link.Sender.Send(new Numbered(0, i));
                link.Sender.Receive(out _);
            }
        });
        link.Sender.Dispose();
        await echo.InTime();
    }

    [Theory(Skip = OptimizedOnly, SkipType = typeof(Allocations), SkipUnless = nameof(IsOptimized))]
    [MemberData(nameof(Ways))]
    public async Task BetweenTasksThatArePutAside(bool manySenders, WormholeWait wait)
    {
        await using Link<Numbered> link = new(new WormholeOptions { ManySenders = manySenders, Wait = wait, Capacity = 8 });
        Task echo = Task.Run(async () =>
        {
            while (await link.Receiver.WaitToReceiveAsync())
            {
                await link.Receiver.SendAsync(await link.Receiver.ReceiveAsync());
            }
        });
        await AssertNoneAsync(async () =>
        {
            for (int i = 0; i < Messages; i++)
            {
                await link.Sender.SendAsync(new Numbered(0, i));
                await link.Sender.ReceiveAsync();
            }
        });
        link.Sender.Dispose();
        await echo.InTime();
    }

    [Fact(Skip = OptimizedOnly, SkipType = typeof(Allocations), SkipUnless = nameof(IsOptimized))]
    public async Task OfBatchesThatFillTheRing()
    {
        await using Link<Numbered> link = new(new WormholeOptions { Wait = WormholeWait.Park, Capacity = 16 });
        Task sender = Task.Run(async () =>
        {
            Numbered[] batch = new Numbered[100];
            try
            {
                while (true)
                {
                    await link.Sender.SendBatchAsync(batch);
                }
            }
            catch (WormholeClosedException)
            {
                // It is over.
            }
        });
        Numbered[] received = new Numbered[16];
        await AssertNoneAsync(async () =>
        {
            for (int i = 0; i < Messages; i++)
            {
                await link.Receiver.ReceiveBatchAsync(received);
            }
        });
        link.Receiver.Dispose();
        await sender.InTime();
    }

    // Not optimised itself, or it would have what it calls in itself.
    [MethodImpl(MethodImplOptions.NoOptimization)]
    private static void Pass(Link<Passed> link, int count)
    {
        for (int i = 0; i < count; i++)
        {
            link.Sender.Send(default);
            Assert.True(link.Receiver.Receive(out _));
        }
    }

    private readonly struct Passed : IWormholeMessage<Passed>
    {
        public bool IsOwned => true;

        public long ByteCount => 1;

        public Passed PassOn() => this;
    }
}
