using System.Runtime.CompilerServices;
using static Vimage.Wormholes.Tests.Allocations;

namespace Vimage.Wormholes.Tests;

/// <summary>As <see cref="AllocationTests"/>, for each form and each way to use it, between tasks that are put aside.</summary>
[Collection(Alone.Name)]
public sealed class FormAllocationTests
{
    public static TheoryData<Form, WormholeWait> Ways => new MatrixTheoryData<Form, WormholeWait>(
        Route.Forms.Select(static row => row.Data), [WormholeWait.Park, WormholeWait.Hybrid]);

    // Not through a full ring, where both go on at once: there the framework, which keeps an object of an asynchronous call for each
    // thread and one for each processor, goes short now and then.
    [Theory(Skip = OptimizedOnly, SkipType = typeof(Allocations), SkipUnless = nameof(IsOptimized))]
    [MemberData(nameof(Ways))]
    public async Task ThereAndBack(Form form, WormholeWait wait)
    {
        await using Route route = await Route.OpenAsync(form, wait);
        bool isOver = false;
        Task asking = Task.Run(async () =>
        {
            do
            {
                await route.There.SendAsync();
                await route.Back.ReceiveAsync();
            }
            while (!Volatile.Read(ref isOver));
        });
        await AssertNoneAsync(async () =>
        {
            for (int i = 0; i < Messages; i++)
            {
                await AnswerAsync(isLast: false);
            }
        }).InTime();
        await AnswerAsync(isLast: true).AsTask().InTime();
        await asking.InTime();

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        async ValueTask AnswerAsync(bool isLast)
        {
            await route.There.ReceiveAsync();
            Volatile.Write(ref isOver, isLast);
            await route.Back.SendAsync();
        }
    }
}
