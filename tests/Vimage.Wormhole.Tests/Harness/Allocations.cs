using System.Diagnostics;
using System.Reflection;

namespace Vimage.Wormholes.Tests;

/// <summary>Measures what steady state costs in memory. Nothing else runs meanwhile: the process's total is measured, too.</summary>
public static class Allocations
{
    /// <summary>How many messages are to go through each time: less than a byte for each is none.</summary>
    internal const int Messages = 2000;

    internal const string OptimizedOnly = "Of an optimised build: dotnet run -c Release --project tests/Vimage.Wormhole.Tests -- -class '*AllocationTests'";

    /// <summary>Gets a value indicating whether the code is optimised. Without, a compiler makes an object of each asynchronous call.</summary>
    public static bool IsOptimized => typeof(Wormhole).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    internal static long OfThisThread() => GC.GetAllocatedBytesForCurrentThread();

    internal static long OfAll() => GC.GetTotalAllocatedBytes(precise: true);

    // Once is steady: pools fill, code is compiled anew after a while, and the runner writes now and then.
    internal static void AssertNone(Func<long> allocated, Action run)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20 && least > Messages; attempt++)
        {
            long before = allocated();
            run();
            least = Math.Min(least, allocated() - before);
            Thread.Sleep(attempt < 5 ? 0 : 100);
        }

        Assert.InRange(least, 0, Messages);
    }

    internal static async Task AssertNoneAsync(Func<Task> run)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20 && least > Messages; attempt++)
        {
            long before = OfAll();
            await run();
            least = Math.Min(least, OfAll() - before);
            await Task.Delay(attempt < 5 ? 0 : 100);
        }

        Assert.InRange(least, 0, Messages);
    }
}
