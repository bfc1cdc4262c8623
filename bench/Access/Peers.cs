using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Vimage.Bench.Access;

/// <summary>The same counters, kept apart by the means that .NET has: for each thread, for each flow, for each scope.</summary>
internal sealed class Peers : IDisposable
{
    private static readonly AsyncLocal<Counters?> s_flowing = new();

    [ThreadStatic]
    private static int t_seed;

    [ThreadStatic]
    private static int t_total;

    private readonly ServiceProvider _provider = new ServiceCollection().AddScoped<Counters>().BuildServiceProvider();
    private readonly IServiceScope _scope;

    internal Peers()
    {
        _scope = _provider.CreateScope();
        t_seed = Counters.Default;
        s_flowing.Value = new Counters();
    }

    private IServiceProvider Services => _scope.ServiceProvider;

    public void Dispose()
    {
        s_flowing.Value = null;
        _scope.Dispose();
        _provider.Dispose();
    }

    internal static int ReadThreadStatic(int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += Read();
        }

        return sum;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Read() => t_seed;
    }

    internal static int ReadAsyncLocal(int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += Read();
        }

        return sum;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Read() => s_flowing.Value!.Seed;
    }

    internal int ReadScoped(int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += Read(Services);
        }

        return sum;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Read(IServiceProvider services) => services.GetRequiredService<Counters>().Seed;
    }

    internal static int UpdateThreadStatic(int[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            t_total += words[i] ^ t_seed;
        }

        return t_total;
    }

    internal static int UpdateAsyncLocal(int[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            s_flowing.Value!.Total += words[i] ^ s_flowing.Value!.Seed;
        }

        return s_flowing.Value!.Total;
    }

    /// <summary>As code with an injected service does it: resolved once, before the loop.</summary>
    internal int UpdateScoped(int[] words)
    {
        Counters counters = Services.GetRequiredService<Counters>();
        for (int i = 0; i < words.Length; i++)
        {
            counters.Total += words[i] ^ counters.Seed;
        }

        return counters.Total;
    }

    private sealed class Counters
    {
        internal const int Default = 7;

        internal int Seed = Default;
        internal int Total;
    }
}
