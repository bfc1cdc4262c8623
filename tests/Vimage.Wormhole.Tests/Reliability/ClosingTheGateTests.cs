namespace Vimage.Wormholes.Tests;

/// <summary>When a gate was closed nothing gets through any more, not even what was about to.</summary>
[Collection(Alone.Name)]
public sealed class ClosingTheGateTests
{
    private const int Rounds = 300;
    private const int Batches = 16;

    private readonly Numbered[] _batch = new Numbered[1 << 12];

    [Fact]
    public void NothingIsAcceptedOnceItIsPaused() => Stress.Run(random =>
    {
        SpscWarp<Numbered> warp = new(Batches * _batch.Length);
        Numbered[] received = new Numbered[Batches * _batch.Length];
        Play(
            random,
            () => warp.TrySend(_batch),
            warp.Pause,
            () => warp.Sent,
            () =>
            {
                warp.Resume();
                warp.TryReceive(warp.Turn, received);
            });
    });

    [Fact]
    public void NothingIsReceivedOnceTheTurnIsTaken() => Stress.Run(random =>
    {
        SpscWarp<Numbered> warp = new(Batches * _batch.Length);
        Numbered[] messages = new Numbered[Batches * _batch.Length];
        Turn turn = warp.Turn;
        warp.TrySend(messages);
        Play(
            random,
            () => warp.TryReceive(turn, _batch),
            () => warp.TakeTurn(),
            () => warp.Received,
            () =>
            {
                warp.TrySend(messages);
                turn = warp.Turn;
            });
    });

    // What is done in batches, which take some time each, is forbidden meanwhile; then the count is to stand still.
    private static void Play(Random random, Action act, Action forbid, Func<long> count, Action restore)
    {
        Meeting start = new();
        Meeting end = new();
        int late = 0;
        using Crew crew = new(2, static () => { });
        crew.Add("actor", null, () =>
        {
            for (int round = 1; round <= Rounds; round++)
            {
                start.Arrive(round);
                for (int i = 0; i < Batches; i++)
                {
                    act();
                }

                end.Arrive(round);
            }
        });
        crew.Add("closer", null, () =>
        {
            for (int round = 1; round <= Rounds; round++)
            {
                int delay = random.Next(200);
                start.Arrive(round);
                Thread.SpinWait(delay);
                forbid();
                long before = count();
                end.Arrive(round);
                late += count() == before ? 0 : 1;
                restore();
            }
        });
        crew.Begin();
        crew.Join();
        Assert.True(late == 0, $"{late} of {Rounds} were late.");
    }
}
