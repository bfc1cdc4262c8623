namespace Vimage.Wormholes.Tests;

/// <summary>
/// Many messages through each kind of ring between threads, each checked: VIMAGE_WORMHOLE_MESSAGES says how many, 20 million unless
/// given. (A fault of the order of memory shows once in many millions, if at all.)
/// </summary>
[Collection(Alone.Name)]
public sealed class RingStressTests
{
    private static readonly long s_messages = (long)Stress.Read("VIMAGE_WORMHOLE_MESSAGES", 20_000_000);

    [Fact]
    public Task OneByOne() => Play(s_messages / 4, 1, new WormholeOptions { Capacity = 1024 }, Style.Sync, batch: 1);

    [Fact]
    public Task OneByOneThroughASmallRing_ParkedAllTheTime() =>
        Play(s_messages / 100, 1, new WormholeOptions { Capacity = 4, Wait = WormholeWait.Park }, Style.Sync, batch: 1);

    [Fact]
    public Task InBatches() => Play(s_messages / 2, 1, new WormholeOptions { Capacity = 1024 }, Style.Batch, batch: 37);

    [Fact]
    public Task FromManySenders() =>
        Play(s_messages / 8, 4, new WormholeOptions { Capacity = 1024, ManySenders = true }, Style.Sync, batch: 1);

    [Fact]
    public Task FromManySendersInBatches() =>
        Play(s_messages / 8, 4, new WormholeOptions { Capacity = 1024, ManySenders = true }, Style.Batch, batch: 37);

    private static async Task Play(long messages, int senders, WormholeOptions options, Style style, int batch)
    {
        await using Link<Numbered> link = new(options);
        long[] next = new long[senders];
        Consumer consumer = new(link.Receiver, style, batch, next);
        Producer[] producers = [.. Enumerable.Range(0, senders).Select(id => new Producer(link.Sender, id, style, batch))];
        using Crew crew = new(senders + 1, link.Wormhole.Revoke);
        foreach (Producer producer in producers)
        {
            crew.Add($"producer {producer.Id}", null, () => producer.Run(messages / senders, static () => false));
        }

        crew.Add("consumer", null, consumer.Run);
        crew.Begin();
        crew.WaitUntil(() => producers.Sum(static each => each.Accepted) >= messages / senders * senders, TimeSpan.FromMilliseconds(10));
        link.Sender.Complete();
        crew.Join();
        Assert.All(next, each => Assert.Equal(messages / senders, each));
    }
}
