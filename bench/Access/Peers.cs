using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Vimage.Bench.Access;

/// <summary>The same counters, kept apart by the means that .NET has: for each thread, for each flow, for each scope.</summary>
internal sealed class Peers : IDisposable
{
    private static readonly AsyncLocal<Counters?> s_flowing = new();

    [ThreadStatic]
    private static int t_prime;

    [ThreadStatic]
    private static int t_hash;

    private readonly ServiceProvider _provider = new ServiceCollection().AddScoped<Counters>().BuildServiceProvider();
    private readonly IServiceScope _scope;

    internal Peers()
    {
        _scope = _provider.CreateScope();
        t_prime = Counters.Default;
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
            sum += Read() + Read() + Read() + Read() + Read() + Read() + Read() + Read();
        }

        return sum;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Read() => t_prime;
    }

    internal static int ReadAsyncLocal(int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += Read() + Read() + Read() + Read() + Read() + Read() + Read() + Read();
        }

        return sum;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Read() => s_flowing.Value!.Prime;
    }

    internal int ReadScoped(int times)
    {
        IServiceProvider services = Services;
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += Read(services) + Read(services) + Read(services) + Read(services)
                + Read(services) + Read(services) + Read(services) + Read(services);
        }

        return sum;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Read(IServiceProvider services) => services.GetRequiredService<Counters>().Prime;
    }

    internal static int HashThreadStatic(int[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            t_hash = (t_hash ^ words[i]) * t_prime;
        }

        return t_hash;
    }

    internal static int HashAsyncLocal(int[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            s_flowing.Value!.Hash = (s_flowing.Value!.Hash ^ words[i]) * s_flowing.Value!.Prime;
        }

        return s_flowing.Value!.Hash;
    }

    /// <summary>As code with an injected service does it: resolved once, before the loop.</summary>
    internal int HashScoped(int[] words)
    {
        Counters counters = Services.GetRequiredService<Counters>();
        for (int i = 0; i < words.Length; i++)
        {
            counters.Hash = (counters.Hash ^ words[i]) * counters.Prime;
        }

        return counters.Hash;
    }

    private sealed class Counters
    {
        internal const int Default = 16777619;

        internal int Prime = Default;
        internal int Hash;
    }
}
