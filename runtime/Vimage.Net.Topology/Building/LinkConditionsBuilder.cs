namespace Vimage.Net.Topology;

/// <summary>Describes how a link behaves. What happens by chance, the topology's seed decides.</summary>
/// <typeparam name="TSelf">What the calls return.</typeparam>
public abstract class LinkConditionsBuilder<TSelf>
    where TSelf : LinkConditionsBuilder<TSelf>
{
    private protected LinkConditionsBuilder()
    {
    }

    /// <summary>Sets how long a packet is under way.</summary>
    /// <param name="delay">At most an hour.</param>
    /// <param name="jitter">How much longer at most, each packet by another time. Order is kept.</param>
    /// <returns>This.</returns>
    public TSelf Delay(TimeSpan delay, TimeSpan jitter = default)
    {
        ThrowUnless(delay >= TimeSpan.Zero && delay <= TopologyLimits.Delay, nameof(delay), delay, $"A delay is 0 to {TopologyLimits.Delay}.");
        ThrowUnless(jitter >= TimeSpan.Zero && jitter <= TopologyLimits.Delay, nameof(jitter), jitter, $"A jitter is 0 to {TopologyLimits.Delay}.");
        return Set(each => each with { Delay = delay, Jitter = jitter });
    }

    /// <summary>Sets the part of the packets that is lost.</summary>
    /// <param name="part">0 to 1.</param>
    /// <returns>This.</returns>
    public TSelf Loss(double part) => Set(each => each with { Loss = ThrowUnlessPart(part) });

    /// <summary>Sets the part of the packets that arrives twice.</summary>
    /// <param name="part">0 to 1.</param>
    /// <returns>This.</returns>
    public TSelf Duplicate(double part) => Set(each => each with { Duplicate = ThrowUnlessPart(part) });

    /// <summary>Sets the part of the packets in which one bit is changed.</summary>
    /// <param name="part">0 to 1.</param>
    /// <returns>This.</returns>
    public TSelf Corrupt(double part) => Set(each => each with { Corrupt = ThrowUnlessPart(part) });

    /// <summary>Sets the part of the packets that does not wait for the delay, and so overtakes others.</summary>
    /// <param name="part">0 to 1.</param>
    /// <returns>This.</returns>
    public TSelf Reorder(double part) => Set(each => each with { Reorder = ThrowUnlessPart(part) });

    /// <summary>Sets how much the link carries.</summary>
    /// <param name="bitsPerSecond">With all headers.</param>
    /// <param name="queueLimit">How many packets may wait.</param>
    /// <param name="queue">How those are treated that wait; unless given, the queue takes what fits and loses the rest.</param>
    /// <returns>This.</returns>
    public TSelf Rate(long bitsPerSecond, int queueLimit = 1000, LinkQueue? queue = null)
    {
        ThrowUnless(bitsPerSecond is >= 1 and <= TopologyLimits.Rate, nameof(bitsPerSecond), bitsPerSecond, $"A rate is 1 to {TopologyLimits.Rate} bits per second.");
        ThrowUnless(queueLimit is >= 1 and <= TopologyLimits.QueuedPackets, nameof(queueLimit), queueLimit, $"A queue has 1 to {TopologyLimits.QueuedPackets} packets.");
        return Set(each => each with { Rate = bitsPerSecond, QueueLimit = queueLimit, Queue = queue ?? LinkQueue.DropTail });
    }

    private protected abstract TSelf Set(Func<LinkProperties, LinkProperties> change);

    private static double ThrowUnlessPart(double part)
    {
        ThrowUnless(part is >= 0 and <= 1, nameof(part), part, "The part of the packets that something happens to is 0 to 1.");
        return part;
    }

    private static void ThrowUnless(bool condition, string name, object value, string message)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(name, value, message);
        }
    }
}
