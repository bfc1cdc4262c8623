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

    /// <summary>Reads one variable, in a call that is not inlined.</summary>
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

        return Counters.V_total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Read() => Counters.V_seed;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadAll(int[] words)
    {
        int sum = 0;
        for (int i = 0; i < words.Length; i++)
        {
            sum += words[i] ^ Counters.V_seed;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UpdateAll(int[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            Counters.V_total += words[i] ^ Counters.V_seed;
        }
    }
}
