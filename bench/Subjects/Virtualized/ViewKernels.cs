using System.Runtime.CompilerServices;

namespace Vimage.Bench.Subjects;

/// <summary>The kernels again, through a view that is taken once for each run over the data.</summary>
public static class ViewKernels
{
    /// <summary>Takes a view and reads one variable through it, in calls that are not inlined.</summary>
    public static int ReadSingly(int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += Read() + Read() + Read() + Read() + Read() + Read() + Read() + Read();
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

    /// <summary>Folds each word into a variable: a hash, whose next value needs the last.</summary>
    public static int HashLoop(int times)
    {
        for (int i = 0; i < times; i++)
        {
            HashAll(Data.Words);
        }

        return Counters.INIT_VNET_COUNTERS(curvnet).V_hash;
    }

    /// <summary>Adds to a variable for each word: next to nothing but the access itself.</summary>
    public static int CountLoop(int times)
    {
        for (int i = 0; i < times; i++)
        {
            CountAll(Data.Words);
        }

        return Counters.INIT_VNET_COUNTERS(curvnet).V_total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Read() => Counters.INIT_VNET_COUNTERS(curvnet).V_prime;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadAll(int[] words)
    {
        Counters.VnetView counters = Counters.INIT_VNET_COUNTERS(curvnet);
        int sum = 0;
        for (int i = 0; i < words.Length; i++)
        {
            sum += words[i] ^ counters.V_prime;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void HashAll(int[] words)
    {
        Counters.VnetView counters = Counters.INIT_VNET_COUNTERS(curvnet);
        for (int i = 0; i < words.Length; i++)
        {
            counters.V_hash = (counters.V_hash ^ words[i]) * counters.V_prime;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CountAll(int[] words)
    {
        Counters.VnetView counters = Counters.INIT_VNET_COUNTERS(curvnet);
        for (int i = 0; i < words.Length; i++)
        {
            counters.V_total += words[i] ^ counters.V_prime;
        }
    }
}
