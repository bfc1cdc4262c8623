namespace Vimage.Net;

/// <summary>How a link behaves in one direction. What happens by chance, the domain's seed decides.</summary>
public sealed record LinkProperties
{
    /// <summary>Gets the bits per second, with all headers; <see langword="null"/> for as many as there are.</summary>
    public long? Rate { get; init; }

    /// <summary>Gets how long a packet is under way after it was sent.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets how much longer at most, each packet by another time. Order is kept.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Gets the part of the packets that is lost: 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>Gets the part that arrives twice.</summary>
    public double Duplicate { get; init; }

    /// <summary>Gets the part in which one bit is changed.</summary>
    public double Corrupt { get; init; }

    /// <summary>Gets the part that does not wait for <see cref="Delay"/>, and so overtakes others.</summary>
    public double Reorder { get; init; }

    /// <summary>Gets how many packets may wait to be sent at <see cref="Rate"/>; the next are lost.</summary>
    public int QueueLimit { get; init; } = 1000;

    /// <summary>Gets how those that wait are treated.</summary>
    public LinkQueue Queue { get; init; } = LinkQueue.DropTail;

    /// <summary>Gets a value indicating whether the link is cut: everything is lost.</summary>
    public bool IsPartitioned { get; init; }

    internal void ThrowIfInvalid()
    {
        foreach ((double value, string name) in ((double, string)[])[(Loss, nameof(Loss)), (Duplicate, nameof(Duplicate)), (Corrupt, nameof(Corrupt)), (Reorder, nameof(Reorder))])
        {
            if (value is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(name, value, "The part of the packets that something happens to is 0 to 1.");
            }
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Rate ?? 1, 1, nameof(Rate));
        ArgumentOutOfRangeException.ThrowIfLessThan(Delay, TimeSpan.Zero, nameof(Delay));
        ArgumentOutOfRangeException.ThrowIfLessThan(Jitter, TimeSpan.Zero, nameof(Jitter));
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueLimit, 1, nameof(QueueLimit));
        ArgumentNullException.ThrowIfNull(Queue);
        Queue.ThrowIfInvalid();
    }
}
