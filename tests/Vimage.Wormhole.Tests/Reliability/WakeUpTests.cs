namespace Vimage.Wormholes.Tests;

/// <summary>
/// Somebody parks at the moment at which the other side does what is waited for: either it sees that, or it is woken. (The store
/// buffer test of memory models, on the rings themselves: without the fences both may look before the other's write arrives.)
/// </summary>
[Collection(Alone.Name)]
public sealed class WakeUpTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void AReceiverThatParksWhileAMessageIsSentIsNotLeftThere(bool manySenders, bool hasParkedBefore) => Stress.Run(random =>
    {
        MessageWarp<int>[] warps = NewWarps(manySenders, hasParkedBefore ? 1 : 100);
        Play(
            random,
            round => Assert.True(warps[round % warps.Length].TrySend(round)),
            round => IsLeft(warps[round % warps.Length], static warp => warp.ParkReceiver(hasThread: true, default), static warp => warp.HasMessages),
            round => Assert.True(Receive(warps[round % warps.Length])),
            hasParkedBefore ? 20_000 : warps.Length);
    });

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void ASenderThatParksWhileThereComesSpaceIsNotLeftThere(bool manySenders, bool hasParkedBefore) => Stress.Run(random =>
    {
        MessageWarp<int>[] warps = NewWarps(manySenders, hasParkedBefore ? 1 : 100);
        Array.ForEach(warps, static warp => warp.TrySend(0));
        Play(
            random,
            round => Assert.True(Receive(warps[round % warps.Length])),
            round => IsLeft(warps[round % warps.Length], static warp => warp.ParkSender(hasThread: true, default), static warp => warp.HasSpace),
            round => Assert.True(warps[round % warps.Length].TrySend(round)),
            hasParkedBefore ? 20_000 : warps.Length);
    });

    // With one place. Those that nobody has parked at yet make no fences; so each is used once.
    private static MessageWarp<int>[] NewWarps(bool manySenders, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => manySenders ? (MessageWarp<int>)new MpscWarp<int>(1) : new SpscWarp<int>(1))];

    private static bool Receive(MessageWarp<int> warp) => warp.TryReceive(warp.Turn, out _);

    // Parks, looks, and says whether to wait. Who is to be woken has been when both have met again.
    private static WaitingCaller? IsLeft(MessageWarp<int> warp, Func<Warp, WaitingCaller> park, Func<Warp, bool> isThere)
    {
        WaitingCaller caller = park(warp);
        if (isThere(warp))
        {
            caller.Leave();
            caller.Wait();
            return null;
        }

        return caller;
    }

    private static void Play(Random random, Action<int> act, Func<int, WaitingCaller?> park, Action<int> undo, int rounds)
    {
        Meeting start = new();
        Meeting end = new();
        int left = 0;
        int seed = random.Next();
        using Crew crew = new(2, static () => { });
        crew.Add("actor", null, () =>
        {
            Random spins = new(seed);
            for (int round = 1; round <= rounds; round++)
            {
                int delay = spins.Next(40);
                start.Arrive(round);
                Delay(delay);
                act(round);
                end.Arrive(round);
            }
        });
        crew.Add("parker", null, () =>
        {
            Random spins = new(seed + 1);
            for (int round = 1; round <= rounds; round++)
            {
                int delay = spins.Next(10);
                start.Arrive(round);
                Delay(delay);
                WaitingCaller? caller = park(round);
                end.Arrive(round);
                if (caller is not null)
                {
                    left += caller.IsComplete ? 0 : 1;
                    caller.Leave();
                    caller.Wait();
                }

                undo(round);
            }
        });
        crew.Begin();
        crew.Join();
        Assert.True(left == 0, $"{left} of {rounds} were left parked.");
    }

    private static void Delay(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            Thread.SpinWait(1);
        }
    }
}
