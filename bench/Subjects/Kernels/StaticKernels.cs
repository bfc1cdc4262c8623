using System.Runtime.CompilerServices;

namespace Vimage.Bench.Subjects;

/// <summary>Code that uses static variables as programs do: by name, wherever they are needed.</summary>
/// <remarks>
/// Every kernel takes how many times to run and returns something that depends on all of them, so that none can be left out.
/// </remarks>
public static class StaticKernels
{
    /// <summary>How many words a loop runs over, each time.</summary>
    public const int Words = Data.Count;

    /// <summary>How many reads <see cref="ReadSingly"/> makes, each time.</summary>
    public const int Reads = 8;

    /// <summary>
    /// Reads one variable, in calls that are not inlined; from several places, because where a call happens to lie in memory
    /// changes its cost by a third.
    /// </summary>
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

        return Counters.V_hash;
    }

    /// <summary>Adds to a variable for each word: next to nothing but the access itself.</summary>
    public static int CountLoop(int times)
    {
        for (int i = 0; i < times; i++)
        {
            CountAll(Data.Words);
        }

        return Counters.V_total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Read() => Counters.V_prime;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadAll(int[] words)
    {
        int sum = 0;
        for (int i = 0; i < words.Length; i++)
        {
            sum += words[i] ^ Counters.V_prime;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void HashAll(int[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            Counters.V_hash = (Counters.V_hash ^ words[i]) * Counters.V_prime;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CountAll(int[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            Counters.V_total += words[i] ^ Counters.V_prime;
        }
    }
}
