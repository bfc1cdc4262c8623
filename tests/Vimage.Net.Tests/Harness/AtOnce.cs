namespace Vimage.Net.Tests;

/// <summary>Lets threads that are there already do something at the same moment, as often as asked.</summary>
internal static class AtOnce
{
    /// <summary>Runs a round: what <paramref name="prepare"/> returns, each on its own thread, and then <paramref name="check"/> with what they threw.</summary>
    internal static void Repeat(int rounds, Func<Action[]> prepare, Action<Exception?[]> check)
    {
        for (int round = 0; round < rounds; round++)
        {
            check(Run(prepare()));
        }
    }

    private static Exception?[] Run(Action[] actions)
    {
        Exception?[] thrown = new Exception?[actions.Length];
        using Barrier start = new(actions.Length);
        Thread[] threads = [.. actions.Select((action, i) => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                action();
            }
#pragma warning disable CA1031 // Whoever has asked for it looks at it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                thrown[i] = exception;
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => Assert.True(thread.Join(TimeSpan.FromSeconds(30)), "The threads wait for each other."));
        return thrown;
    }
}
