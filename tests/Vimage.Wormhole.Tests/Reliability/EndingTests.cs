namespace Vimage.Wormholes.Tests;

/// <summary>
/// Messages are numbered, and something happens to the wormhole while they go through: what was accepted is received, in order,
/// once, and everybody who waits ends.
/// </summary>
public sealed class EndingTests
{
    [Fact]
    public void CompletedByItsSenders() => Stress.Run(static random => Play(random, static (_, _) => { }, true, true));

    [Fact]
    public void CompletedBySomebodyElse() => Stress.Run(static random => Play(
        random,
        static (link, _) =>
        {
            link.Sender.Complete();
            link.Receiver.Complete();
        },
        isForwardDelivered: true,
        isBackwardDelivered: true,
        producerEnd: typeof(WormholeClosedException)));

    [Fact]
    public void TheSendingEndIsClosed() => Stress.Run(static random => Play(
        random,
        static (link, _) => link.Sender.Dispose(),
        isForwardDelivered: true,
        isBackwardDelivered: false,
        typeof(WormholeClosedException),
        backwardConsumerEnd: typeof(WormholeClosedException)));

    [Fact]
    public void TheReceivingEndIsClosed() => Stress.Run(static random => Play(
        random,
        static (link, _) => link.Receiver.Dispose(),
        isForwardDelivered: false,
        isBackwardDelivered: true,
        typeof(WormholeClosedException),
        forwardConsumerEnd: typeof(WormholeClosedException)));

    [Fact]
    public void TheWormholeIsClosed() => Stress.Run(static random => Play(
        random,
        static (link, _) => link.Wormhole.Dispose(),
        isForwardDelivered: false,
        isBackwardDelivered: false,
        typeof(WormholeClosedException),
        typeof(WormholeClosedException),
        typeof(WormholeClosedException)));

    [Fact]
    public void ItIsRevoked() => Stress.Run(static random => Play(
        random,
        static (link, _) => link.Wormhole.Revoke(),
        isForwardDelivered: true,
        isBackwardDelivered: true,
        typeof(WormholeRevokedException),
        typeof(WormholeRevokedException),
        typeof(WormholeRevokedException)));

    [Fact]
    public void TheSendersVnetIsDestroyed() => Stress.Run(static random => Play(
        random,
        static (link, _) => Destroy(link.Left),
        isForwardDelivered: true,
        isBackwardDelivered: false,
        typeof(WormholeClosedException),
        backwardConsumerEnd: typeof(WormholeClosedException)));

    [Fact]
    public void TheReceiversVnetIsDestroyed() => Stress.Run(static random => Play(
        random,
        static (link, _) => Destroy(link.Right),
        isForwardDelivered: false,
        isBackwardDelivered: true,
        typeof(WormholeClosedException),
        forwardConsumerEnd: typeof(WormholeClosedException)));

    [Fact]
    public void ItIsThrottledForATime() => Stress.Run(static random => Play(
        random,
        static (link, random) =>
        {
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                link.Wormhole.Throttle(new WormholeThrottle { MessagesPerSecond = random.Next(1000, 100_000) });
                Thread.Sleep(random.Next(3));
            }

            link.Wormhole.Throttle(default);
        },
        isForwardDelivered: true,
        isBackwardDelivered: true));

    [Fact]
    public void ItIsPausedAndResumed() => Stress.Run(static random => Play(
        random,
        static (link, random) =>
        {
            for (int i = random.Next(1, 20); i > 0; i--)
            {
                link.Wormhole.Pause();
                long sent = link.Wormhole.Forward.Sent;
                Thread.SpinWait(random.Next(2000));
                Assert.Equal(sent, link.Wormhole.Forward.Sent);
                link.Wormhole.Resume();
                Thread.SpinWait(random.Next(2000));
            }
        },
        isForwardDelivered: true,
        isBackwardDelivered: true));

    private static void Destroy(Vnet vnet) => Assert.True(vnet.DestroyAsync().AsTask().GetAwaiter().GetResult().IsClean);

    private static void Play(
        Random random,
        Action<Link<Numbered>, Random> happen,
        bool isForwardDelivered,
        bool isBackwardDelivered,
        Type? producerEnd = null,
        Type? forwardConsumerEnd = null,
        Type? backwardConsumerEnd = null)
    {
        Setting setting = Setting.Of(random);
        Link<Numbered> link = new(setting.Options);
        Direction forward = setting.NewDirection(random, link.Sender, link.Receiver);
        Direction? backward = setting.IsTwoWay ? setting.NewDirection(random, link.Receiver, link.Sender) : null;
        using Crew crew = new(forward.Size + (backward?.Size ?? 0), link.Wormhole.Revoke);
        forward.Join(crew, link.Sender, link.Receiver, isInside: random.Next(2) == 0);
        backward?.Join(crew, link.Receiver, link.Sender, isInside: random.Next(2) == 0);
        long moment = random.Next(setting.Count);
        crew.Begin();
        crew.WaitUntil(() => forward.Accepted >= moment);
        Thread.SpinWait(random.Next(500));
        happen(link, random);
        crew.Join();
        forward.Check(isForwardDelivered, link.Wormhole.Forward.Sent);
        forward.CheckEnd(producerEnd, forwardConsumerEnd);
        backward?.Check(isBackwardDelivered, link.Wormhole.Backward.Sent);
        backward?.CheckEnd(producerEnd, backwardConsumerEnd);
        link.Wormhole.Dispose();
        link.AssertNothingCharged();
        link.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
