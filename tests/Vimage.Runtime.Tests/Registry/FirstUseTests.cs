using System.Reflection;

namespace Vimage.Runtime.Tests;

/// <summary>Generic modules, which are registered by whoever uses a closed type of them first.</summary>
public sealed class FirstUseTests
{
    private const int Threads = 4;

    private static readonly Type[] s_types =
    [
        typeof(bool), typeof(byte), typeof(char), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double),
        typeof(string), typeof(object), typeof(Uri), typeof(Version), typeof(Guid), typeof(DateTime), typeof(TimeSpan), typeof(Type),
    ];

    [Fact]
    public void ThreadsOfSeveralVnetsThatComeAtOnce_FindItRegistered()
    {
        Vnet[] vnets = [.. Enumerable.Range(0, Threads).Select(static _ => TestVnet.Create())];
        foreach (Action use in s_types.SelectMany(static first => s_types.Select(second => UseOf(first, second))))
        {
            using Barrier all = new(Threads);
            Exception?[] thrown = new Exception?[Threads];
            Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i => new Thread(() => vnets[i].Run(() =>
            {
                all.SignalAndWait();
                thrown[i] = Record.Exception(use);
            })))];
            Array.ForEach(threads, static thread => thread.Start());
            Array.ForEach(threads, static thread => thread.Join());
            Assert.All(thrown, Assert.Null);
        }
    }

    private static Action UseOf(Type first, Type second) => typeof(FirstUseTests)
        .GetMethod(nameof(Use), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(typeof(KeyValuePair<,>).MakeGenericType(first, second))
        .CreateDelegate<Action>();

    private static void Use<T>() => Counted<T>.V_uses++;
}
