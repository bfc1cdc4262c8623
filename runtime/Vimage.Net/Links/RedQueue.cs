namespace Vimage.Net;

/// <summary>
/// Random early detection (Floyd and Jacobson 1993; RFC 7567): the longer the queue has been on average, the likelier a packet that
/// comes is dropped. (FreeBSD: <c>red</c> of a dummynet pipe.)
/// </summary>
public sealed record RedQueue : LinkQueue
{
    /// <summary>Gets the average length in packets below which none is dropped.</summary>
    public double MinimumThreshold { get; init; } = 5;

    /// <summary>Gets the average length from which on all are.</summary>
    public double MaximumThreshold { get; init; } = 15;

    /// <summary>Gets the part that is dropped just below <see cref="MaximumThreshold"/>.</summary>
    public double MaximumProbability { get; init; } = 0.1;

    /// <summary>Gets how much the length counts that one packet finds, against the average until then.</summary>
    public double Weight { get; init; } = 0.002;

    /// <summary>Gets a value indicating whether packets that can be are marked instead of dropped (RFC 3168).</summary>
    public bool MarksCongestion { get; init; }

    internal override QueueDiscipline NewDiscipline() => new RandomEarlyDetection(this);

    internal override void ThrowIfInvalid()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MinimumThreshold);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaximumThreshold, MinimumThreshold);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaximumProbability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumProbability, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Weight, 1);
    }
}
