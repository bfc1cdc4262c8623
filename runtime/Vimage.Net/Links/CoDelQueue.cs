namespace Vimage.Net;

/// <summary>
/// Controlled delay (RFC 8289): packets that have waited too long, for too long, are dropped from the front, faster and faster until
/// the delay is back. (FreeBSD: <c>codel</c> of a dummynet pipe.)
/// </summary>
public sealed record CoDelQueue : LinkQueue
{
    /// <summary>Gets the delay that a standing queue may have.</summary>
    public TimeSpan Target { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Gets how long it may be exceeded: a round-trip time at its worst.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets a value indicating whether packets that can be are marked instead of dropped (RFC 3168).</summary>
    public bool MarksCongestion { get; init; }

    internal override QueueDiscipline NewDiscipline() => new ControlledDelay(this);

    internal override void ThrowIfInvalid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Target, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Interval, TimeSpan.Zero);
    }
}
