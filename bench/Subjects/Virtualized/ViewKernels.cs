using System.Runtime.CompilerServices;

namespace Vimage.Bench.Subjects;

/// <summary>The kernels again, through a view that is taken once for each run over the data.</summary>
public static class ViewKernels
{
    /// <summary>Takes a view and reads one variable through it, in a call that is not inlined.</summary>
    public static int ReadOnce(int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += Read();
        }

        return sum;
    }

    /// <summary>Reads a variable for each word.</summary>
    public static int ReadLoop(int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += ReadAll(Data.Words);
        }

        return sum;
    }

    /// <summary>Reads one variable and changes another for each word.</summary>
    public static int UpdateLoop(int times)
    {
        for (int i = 0; i < times; i++)
        {
            UpdateAll(Data.Words);
        }

        return Counters.INIT_VNET_COUNTERS(curvnet).V_total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Read() => Counters.INIT_VNET_COUNTERS(curvnet).V_seed;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadAll(int[] words)
    {
        Counters.VnetView counters = Counters.INIT_VNET_COUNTERS(curvnet);
        int sum = 0;
        for (int i = 0; i < words.Length; i++)
        {
            sum += words[i] ^ counters.V_seed;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UpdateAll(int[] words)
    {
        Counters.VnetView counters = Counters.INIT_VNET_COUNTERS(curvnet);
        for (int i = 0; i < words.Length; i++)
        {
            counters.V_total += words[i] ^ counters.V_seed;
        }
    }
}
