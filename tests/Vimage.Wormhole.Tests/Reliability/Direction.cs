namespace Vimage.Wormholes.Tests;

/// <summary>What goes one way in a round: its producers, and its consumer.</summary>
internal sealed class Direction(Producer[] producers, Consumer consumer, long[] next, int count)
{
    private int _working = producers.Length;

    internal int Size => producers.Length + 1;

    internal Consumer Consumer => consumer;

    internal long Accepted => producers.Sum(static each => each.Accepted);

    /// <summary>Adds those who work to a crew, inside their vnets or outside.</summary>
    /// <param name="crew">The crew.</param>
    /// <param name="from">The sending end, which is completed when all is sent.</param>
    /// <param name="to">The receiving end.</param>
    /// <param name="isInside">Whether they are in the vnets of the ends.</param>
    internal void Join(Crew crew, WormholeEnd from, WormholeEnd to, bool isInside)
    {
        foreach (Producer producer in producers)
        {
            crew.Add($"producer {producer.Id} to {to.Vnet}", isInside ? from.Vnet : null, () =>
            {
                producer.Run(count, static () => false);
                if (Interlocked.Decrement(ref _working) == 0 && producer.EndedBy is null)
                {
                    from.Complete();
                }
            });
        }

        crew.Add($"consumer of {to.Vnet}", isInside ? to.Vnet : null, consumer.Run);
    }

    /// <summary>Fails unless what was accepted was received, each once; or, where it may have been dropped, the first of it.</summary>
    internal void Check(bool isDelivered, long sent)
    {
        foreach (Producer producer in producers)
        {
            long least = isDelivered ? producer.Accepted : 0;
            Assert.InRange(next[producer.Id], least, producer.Accepted + producer.Doubtful);
        }

        if (isDelivered)
        {
            Assert.Equal(sent, next.Sum());
        }
    }

    /// <summary>Fails unless producers and the consumer, where they were told of an end, were told of this one.</summary>
    internal void CheckEnd(Type? producerEnd, Type? consumerEnd)
    {
        Assert.All(producers.Where(static each => each.EndedBy is not null), each => Assert.IsType(producerEnd!, each.EndedBy));
        if (consumer.EndedBy is { } ending)
        {
            Assert.True(consumerEnd is not null, $"The consumer was told: {ending.Message}");
            Assert.IsType(consumerEnd, ending);
        }
    }
}
