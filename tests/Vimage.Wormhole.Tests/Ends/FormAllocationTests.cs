using System.Runtime.CompilerServices;
using static Vimage.Wormholes.Tests.Allocations;

namespace Vimage.Wormholes.Tests;

/// <summary>As <see cref="AllocationTests"/>, for each form and each way to use it, between tasks that are put aside.</summary>
[Collection(Alone.Name)]
public sealed class FormAllocationTests
{
    // More than it holds.
    private const int Many = 8;

    public static TheoryData<Form, WormholeWait> Ways => new MatrixTheoryData<Form, WormholeWait>(
        Route.Forms.Select(static row => row.Data), [WormholeWait.Park, WormholeWait.Hybrid]);

    [Theory(Skip = OptimizedOnly, SkipType = typeof(Allocations), SkipUnless = nameof(IsOptimized))]
    [MemberData(nameof(Ways))]
    public Task ThereAndBack(Form form, WormholeWait wait) => PlayAsync(form, wait, piecesAtOnce: 1);

    [Theory(Skip = OptimizedOnly, SkipType = typeof(Allocations), SkipUnless = nameof(IsOptimized))]
    [MemberData(nameof(Ways))]
    public Task ThroughAFullRing(Form form, WormholeWait wait) => PlayAsync(form, wait, Many);

    // One answers each time so many pieces have arrived, and the other then sends as many again.
    private static async Task PlayAsync(Form form, WormholeWait wait, int piecesAtOnce)
    {
        await using Route route = await Route.OpenAsync(form, wait);
        bool isOver = false;
        Task sender = Task.Run(async () =>
        {
            do
            {
                for (int i = 0; i < piecesAtOnce; i++)
                {
                    await route.There.SendAsync();
                }

                await route.Back.ReceiveAsync();
            }
            while (!Volatile.Read(ref isOver));
        });
        await AssertNoneAsync(async () =>
        {
            for (int i = 0; i < Messages / piecesAtOnce; i++)
            {
                await AnswerAsync(isLast: false);
            }
        }).InTime();
        await AnswerAsync(isLast: true).AsTask().InTime();
        await sender.InTime();

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        async ValueTask AnswerAsync(bool isLast)
        {
            for (int i = 0; i < piecesAtOnce; i++)
            {
                await route.There.ReceiveAsync();
            }

            Volatile.Write(ref isOver, isLast);
            await route.Back.SendAsync();
        }
    }
}
