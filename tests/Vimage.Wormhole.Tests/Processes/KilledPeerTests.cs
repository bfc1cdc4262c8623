using System.Globalization;

namespace Vimage.Wormholes.Tests;

/// <summary>
/// <c>kill -9</c> of the other process at random points: who survives receives what it had sent, all of it right, is told, and has nothing
/// left over. VIMAGE_WORMHOLE_KILLS says how many, of all cases together.
/// </summary>
public sealed class KilledPeerTests : IDisposable
{
    private const int Cases = 8;
    private const int LongestOpeningMicroseconds = 120_000;

    private static readonly int s_rounds = (int)Math.Ceiling(Stress.Read("VIMAGE_WORMHOLE_KILLS", 2 * Cases) / Cases);

    private readonly string _directory = Directory.CreateTempSubdirectory("vimage-kills-").FullName;

    public static TheoryData<bool, bool> Ways => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(Ways))]
    public Task InTheMiddleOfTraffic(bool isFrames, bool isPeerListening) => RunAsync(async (round, random) =>
    {
        Task<Survivor>? accepting = isPeerListening ? null : Survivor.AcceptAsync(round.Listener, isFrames, Cancellation);
        await using PeerProcess peer = new("count", round.Path, Form(isFrames), isPeerListening ? "listen" : "connect", round.LedgerPath);
        Survivor survivor = await (accepting ?? ConnectAsync(round, isFrames)).InTime();
        Task<WormholeException[]> counting = survivor.CountAsync();
        await survivor.WaitUntilSomethingCameAsync(Cancellation).InTime();
        Steering steering = (Steering)random.Next(4);
        Task steers = Task.Run(() => Steer(round.Admin, survivor.Wormhole, steering, random.Next()), Cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 20), Cancellation);
        peer.Kill();
        await peer.DieAsync();
        await CheckAsync(round, survivor, counting, steering == Steering.Revoking);
        await steers.InTime();
    });

    [Theory]
    [MemberData(nameof(Ways))]
    public Task WhileItOpens_OrSoonAfter(bool isFrames, bool isPeerListening) => RunAsync(async (round, random) =>
    {
        string time = random.Next(LongestOpeningMicroseconds).ToString(CultureInfo.InvariantCulture);
        Task serving = isPeerListening ? Task.CompletedTask : ServeAsync(round, isFrames);
        await using PeerProcess peer = new("count", round.Path, Form(isFrames), isPeerListening ? "listen" : "connect", round.LedgerPath, time);
        if (isPeerListening)
        {
            Task dies = peer.DieAsync();
            if (await Survivor.TryConnectAsync(round.Path, round.Vnet, isFrames, () => dies.IsCompleted, Cancellation).InTime() is { } survivor)
            {
                await CheckAsync(round, survivor, survivor.CountAsync(), isRevoked: false);
            }

            await dies;
            return;
        }

        await peer.DieAsync();

        // Whatever became of that one, the next one is served.
        Survivor next = await Survivor.ConnectAsync(round.Path, round.NewVnet(), isFrames, Cancellation).InTime();
        await next.Counting.SendAsync(static _ => { }, () => next.Wormhole.Forward.Sent == 0).InTime();
        next.Wormhole.Dispose();
        await serving.InTime();
    });

    private static string Form(bool isFrames) => isFrames ? "frames" : "bytes";

    private static async Task<Survivor> ConnectAsync(Round round, bool isFrames) =>
        (await Survivor.TryConnectAsync(round.Path, round.Vnet, isFrames, static () => false, Cancellation))!;

    // Serves one after the other, up to one that sends a single piece and closes.
    private static async Task ServeAsync(Round round, bool isFrames)
    {
        while (true)
        {
            Survivor served = await Survivor.AcceptAsync(round.Listener, isFrames, Cancellation);
            try
            {
                await served.Counting.ReceiveAsync().InTime();
                Assert.Equal(1, served.Counting.Received);
                return;
            }
            catch (WormholeClosedException end) when (end.Reason == WormholeEndReason.PeerDied)
            {
                AssertAllHasCome(round, served);
            }
            finally
            {
                served.Wormhole.Dispose();
            }
        }
    }

    private static void Steer(Vnet admin, Wormhole wormhole, Steering steering, int seed) => admin.Run(() =>
    {
        Random random = new(seed);
        do
        {
            Thread.Sleep(random.Next(3));
            switch (steering)
            {
                case Steering.Pausing:
                    wormhole.Pause();
                    Thread.SpinWait(random.Next(2000));
                    wormhole.Resume();
                    break;
                case Steering.Throttling:
                    wormhole.Throttle(new WormholeThrottle { BytesPerSecond = random.Next(100_000, 10_000_000) });
                    break;
                case Steering.Revoking:
                    Thread.Sleep(random.Next(20));
                    wormhole.Revoke();
                    break;
            }
        }
        while (wormhole.State <= WormholeState.Paused);
    });

    private static async Task CheckAsync(Round round, Survivor survivor, Task<WormholeException[]> counting, bool isRevoked)
    {
        foreach (WormholeException end in await counting.InTime())
        {
            if (!isRevoked || end is not WormholeRevokedException)
            {
                Assert.Equal(WormholeEndReason.PeerDied, Assert.IsType<WormholeClosedException>(end).Reason);
            }
        }

        AssertAllHasCome(round, survivor);
        await UntilAsync(() => survivor.Wormhole.State is WormholeState.Closed or WormholeState.Revoked);
    }

    // The last piece may have been accepted when it could not write that down any more.
    private static void AssertAllHasCome(Round round, Survivor survivor) =>
        Assert.InRange(survivor.Counting.Received, round.Ledger.Value, round.Ledger.Value + survivor.Counting.PieceSize);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource patience = new(Background.Patience);
        while (!condition())
        {
            await Task.Delay(1, patience.Token);
        }
    }

    private async Task RunAsync(Func<Round, Random, Task> play)
    {
        int seed = (int)Stress.Read("VIMAGE_STRESS_SEED", Random.Shared.Next());
        int sent = 0;
        for (int i = 0; i < s_rounds; i++, seed++)
        {
            using Round round = new(Path.Combine(_directory, $"{i}"));
            try
            {
                await round.Admin.RunAsync(() => play(round, new Random(seed)));
                await round.LeaveAsync();
                sent += round.Ledger.Value > 0 ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Kill {i}; VIMAGE_STRESS_SEED={seed} begins with it. {e.Message}", e);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{s_rounds} kills, {sent} of them after something was sent; the last of seed {seed - 1}");
    }

    private enum Steering
    {
        None,
        Pausing,
        Throttling,
        Revoking,
    }

    /// <summary>One kill: a vnet that opens, one below it, and where the two processes meet.</summary>
    private sealed class Round : IDisposable
    {
        private WormholeListener? _listener;

        internal Round(string path)
        {
            Path = $"{path}.sock";
            LedgerPath = $"{path}.ledger";
            Ledger = new Ledger(LedgerPath);
            Vnet = NewVnet();
        }

        internal Vnet Admin { get; } = TestVnet.CreateParent();

        internal Vnet Vnet { get; }

        internal string Path { get; }

        internal string LedgerPath { get; }

        internal Ledger Ledger { get; }

        internal WormholeListener Listener => _listener ??= WormholeListener.Listen(Path, Vnet, new WormholeOptions { Capacity = 4096 });

        public void Dispose()
        {
            Ledger.Dispose();
            _listener?.Dispose();
        }

        internal Vnet NewVnet() => TestVnet.CreateBelow(Admin);

        /// <summary>Tears it down; fails unless everything that was charged was given back.</summary>
        internal async Task LeaveAsync()
        {
            await UntilAsync(() => Admin.UsageOf(WormholeQuota.Wormholes) == 0 && Admin.UsageOf(VnetQuota.Buffers) == 0);
            Assert.True((await Admin.DestroyAsync(new VnetDestroyOptions { Recursive = true })).IsClean);
        }
    }
}
