namespace Vimage.Wormholes.Tests;

/// <summary>Wormholes collapse while messages go through: nothing is lost, doubled or reordered.</summary>
public sealed class CollapseUnderTrafficTests
{
    [Fact]
    public void WithoutAnybodyWhereTwoMeet() => Stress.Run(static random => PlayUnattended(random, 2));

    [Fact]
    public void WithoutAnybodyWhereThreeMeet() => Stress.Run(static random => PlayUnattended(random, 3));

    [Fact]
    public void WithReceiversWhereTwoMeet() => Stress.Run(static random => PlayWithReceivers(random, 2));

    [Fact]
    public void WithReceiversWhereThreeMeet() => Stress.Run(static random => PlayWithReceivers(random, 3));

    [Fact]
    public void ByTheRelayWhereTwoMeet() => Stress.Run(static random => PlayRelayed(random));

    [Fact]
    public void WhileSomethingElseEndsThem() => Stress.Run(static random => PlayContended(random));

    // What was sent from the meetings to the far end comes first, by how near they are, and then what the other far end sends.
    private static void PlayUnattended(Random random, int length)
    {
        Setting setting = Setting.Of(random);
        Chain<WormholeEnd<Numbered>> chain = Chain.Open(random, length, setting);
        long[] next = new long[length];
        int[] preloaded = new int[length];
        for (int i = 1; i < length; i++)
        {
            preloaded[i] = Preload(chain.Wormholes[i].First, i, random.Next(setting.Capacity + 1));
        }

        Producer producer = new(chain.FarLeft, 0, Setting.AnyStyle(random), random.Next(1, 40));
        Consumer consumer = new(chain.FarRight, Setting.AnyStyle(random), random.Next(1, 40), next);
        using Crew crew = new(2, chain.Revoke);
        crew.Add("producer", null, () =>
        {
            producer.Run(setting.Count, static () => false);
            chain.FarLeft.Complete();
        });
        crew.Add("consumer", chain.FarRight.Vnet, consumer.Run);
        long moment = Math.Min(random.Next(setting.Count), setting.Capacity);
        crew.Begin();
        crew.WaitUntil(() => producer.Accepted + producer.Doubtful >= moment);
        Wormhole collapsed = chain.Collapse(random);
        crew.Join();
        Assert.Null(producer.EndedBy);
        Assert.Null(consumer.EndedBy);
        Assert.Equal(setting.Count, next[0]);
        Assert.Equal(preloaded[1..], next[1..].Select(static each => (int)each));
        Assert.Equal(WormholeState.Open, collapsed.State);
        collapsed.Dispose();
        chain.Leave();
    }

    private static int Preload(WormholeEnd<Numbered> end, int producer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            end.Send(new Numbered(producer, i));
        }

        return count;
    }

    // Each takes from the same stream until the collapse; the far end gets what they have left.
    private static void PlayWithReceivers(Random random, int length)
    {
        Setting setting = Setting.Of(random) with { IsTwoWay = false };
        Chain<WormholeEnd<Numbered>> chain = Chain.Open(random, length, setting);
        long[] next = new long[setting is { ManySenders: true, Wait: not WormholeWait.BusyPoll } ? 4 : 1];
        Producer[] producers =
        [
            .. next.Select((_, id) => new Producer(chain.FarLeft, id, Setting.AnyStyle(random), random.Next(1, 40))),
        ];
        Consumer meeting = new(chain.Wormholes[0].Second, Setting.AnyStyle(random), random.Next(1, 40), next);
        Consumer far = new(chain.FarRight, Setting.AnyStyle(random), random.Next(1, 40), next);
        using ManualResetEventSlim hasLeft = new();
        using Crew crew = new(producers.Length + 2, () =>
        {
            chain.Revoke();
            hasLeft.Set();
        });
        int working = producers.Length;
        foreach (Producer producer in producers)
        {
            crew.Add($"producer {producer.Id}", null, () =>
            {
                producer.Run(setting.Count, static () => false);
                if (Interlocked.Decrement(ref working) == 0)
                {
                    chain.FarLeft.Complete();
                }
            });
        }

        crew.Add("receiver where they meet", null, () =>
        {
            meeting.Run();
            hasLeft.Set();
        });
        crew.Add("far receiver", null, () =>
        {
            // Receives while the other may still do; what it has received is looked at when the other has written down its own.
            far.Hold(hasLeft);
            far.Run();
        });
        long moment = random.Next(setting.Count);
        crew.Begin();
        crew.WaitUntil(() => meeting.Received >= moment);
        Thread.SpinWait(random.Next(500));
        Wormhole collapsed = chain.Collapse(random);
        crew.Join();
        Assert.All(next, each => Assert.Equal(setting.Count, each));
        Assert.All(producers, static each => Assert.Null(each.EndedBy));
        Assert.Null(far.EndedBy);
        if (meeting.EndedBy is { } ending)
        {
            Assert.Equal(WormholeEndReason.Collapsed, Assert.IsType<WormholeClosedException>(ending).Reason);
        }

        collapsed.Dispose();
        chain.Leave();
    }

    // Who relays collapses them itself, between two messages.
    private static void PlayRelayed(Random random)
    {
        Setting setting = Setting.Of(random);
        Chain<WormholeEnd<Numbered>> chain = Chain.Open(random, 2, setting);
        Direction forward = setting.NewDirection(random, chain.FarLeft, chain.FarRight);
        Direction? backward = setting.IsTwoWay ? setting.NewDirection(random, chain.FarRight, chain.FarLeft) : null;
        int relayed = random.Next(setting.Count);
        using Crew crew = new(forward.Size + (backward?.Size ?? 0) + 1, chain.Revoke);
        forward.Join(crew, chain.FarLeft, chain.FarRight, isInside: random.Next(2) == 0);
        backward?.Join(crew, chain.FarRight, chain.FarLeft, isInside: random.Next(2) == 0);
        crew.Add("relay", null, () =>
        {
            for (int i = 0; i < relayed; i++)
            {
                if (chain.Wormholes[0].Second.Receive(out Numbered message))
                {
                    chain.Wormholes[1].First.Send(message);
                }

                if (chain.Wormholes[1].First.TryReceive(out message))
                {
                    chain.Wormholes[0].Second.Send(message);
                }
            }

            chain.Collapse(random);
        });
        crew.Begin();
        crew.Join();
        forward.Check(isDelivered: true, forward.Accepted);
        forward.CheckEnd(null, null);
        backward?.Check(isDelivered: true, backward.Accepted);
        backward?.CheckEnd(null, null);
        chain.Leave();
    }

    // Whoever comes first: it collapses or is refused, and nobody waits for ever, and nothing stays charged.
    private static void PlayContended(Random random)
    {
        Setting setting = Setting.Of(random);
        Chain<WormholeEnd<Numbered>> chain = Chain.Open(random, 2, setting);
        Direction forward = setting.NewDirection(random, chain.FarLeft, chain.FarRight);
        Direction backward = setting.NewDirection(random, chain.FarRight, chain.FarLeft);
        int what = random.Next(6);
        using Crew crew = new(forward.Size + backward.Size + 2, chain.Revoke);
        forward.Join(crew, chain.FarLeft, chain.FarRight, isInside: false);
        backward.Join(crew, chain.FarRight, chain.FarLeft, isInside: false);
        int spins = random.Next(3000);
        int done = 0;
        crew.Add("ender", null, () =>
        {
            Thread.SpinWait(spins);
            End(chain, what);
            Interlocked.Increment(ref done);
        });
        crew.Add("collapser", null, () =>
        {
            Thread.SpinWait(random.Next(3000));
            try
            {
                chain.Collapse(random);
            }
            catch (WormholeException e)
            {
                Assert.Equal("EINVAL", e.Errno);
            }

            Interlocked.Increment(ref done);
        });
        crew.Begin();
        crew.WaitUntil(() => Volatile.Read(ref done) == 2);
        chain.FarLeft.Dispose();
        chain.FarRight.Dispose();
        crew.Join();
        forward.Check(isDelivered: false, 0);
        backward.Check(isDelivered: false, 0);
        chain.Leave();
    }

    private static void End(Chain<WormholeEnd<Numbered>> chain, int what)
    {
        switch (what)
        {
            case 0:
                chain.FarLeft.Dispose();
                break;
            case 1:
                chain.Wormholes[0].Second.Dispose();
                break;
            case 2:
                chain.Wormholes[1].First.Dispose();
                break;
            case 3:
                Chain.Revoke(chain.FarLeft);
                break;
            case 4:
                chain.FarLeft.Vnet.DestroyAsync().AsTask().GetAwaiter().GetResult();
                break;
            default:
                chain.Wormholes[1].Dispose();
                break;
        }
    }
}
