namespace Vimage.Net;

/// <summary>
/// What a link with properties does to the packets that an interface sends on it. No tick: when a packet leaves is known when
/// it comes, so one callout, for the next arrival, is all it takes.
/// </summary>
internal sealed class LinkShaper
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerTick = 100;

    private readonly Ifnet _interface;
    private readonly Callout _arrival;
    private readonly PriorityQueue<Mbuf, (long Due, long Sequence)> _underWay = new();

    // When each of the packets that wait for the rate, or are being sent, has been sent.
    private readonly Queue<long> _departures = new();
    private long _sentUntil;
    private long _lastDue;
    private long _sequence;

    internal LinkShaper(Ifnet @interface, LinkProperties properties)
    {
        properties.ThrowIfInvalid();
        _interface = @interface;
        Properties = properties;
        _arrival = new Callout(static self => ((LinkShaper)self).Arrive(), this);
    }

    internal LinkProperties Properties { get; }

    private Netisr Netisr => _interface.Netisr;

    /// <summary>Takes a packet that the interface sends.</summary>
    internal void Offer(Mbuf packet)
    {
        SeededRandom random = Netisr.Random;
        if (Properties.IsPartitioned)
        {
            _interface.Drop(packet, IfDrop.LinkPartitioned);
            return;
        }

        long now = Netisr.Now;
        if (Properties.Rate is { } rate && !TrySerialize(packet.Length, rate, now))
        {
            _interface.Drop(packet, IfDrop.LinkQueueFull);
            return;
        }

        // It was sent, and took its time on the link, before it was lost.
        if (random.Happens(Properties.Loss))
        {
            _interface.Drop(packet, IfDrop.LinkLoss);
            return;
        }

        if (random.Happens(Properties.Corrupt) && packet.Length > 0)
        {
            packet.Flags &= ~(MbufFlags.IpChecksumValid | MbufFlags.DataChecksumValid);
            packet.Span[random.Next(packet.Length)] ^= (byte)(1 << random.Next(8));
        }

        if (random.Happens(Properties.Duplicate))
        {
            Line(packet.Duplicate(), now);
        }

        Line(packet, now);
    }

    /// <summary>Frees what is under way.</summary>
    internal void Flush()
    {
        Netisr.Stop(_arrival);
        while (_underWay.TryDequeue(out Mbuf? packet, out _))
        {
            packet.Free();
        }

        _departures.Clear();
        _sentUntil = 0;
    }

    private bool TrySerialize(int length, long rate, long now)
    {
        while (_departures.TryPeek(out long departure) && departure <= now)
        {
            _departures.Dequeue();
        }

        if (_departures.Count > Properties.QueueLimit)
        {
            return false;
        }

        _sentUntil = Math.Max(_sentUntil, now) + (long)((Int128)length * 8 * NanosecondsPerSecond / rate);
        _departures.Enqueue(_sentUntil);
        return true;
    }

    private void Line(Mbuf packet, long now)
    {
        long sent = Properties.Rate is null ? now : _sentUntil;
        long due = sent;
        if (!Netisr.Random.Happens(Properties.Reorder))
        {
            due += Properties.Delay.Ticks * NanosecondsPerTick;
            due += (long)(Netisr.Random.NextDouble() * Properties.Jitter.Ticks * NanosecondsPerTick);
            due = _lastDue = Math.Max(due, _lastDue);
        }

        if (due <= now && _underWay.Count == 0)
        {
            _interface.Transmit(packet);
            return;
        }

        _underWay.Enqueue(packet, (due, _sequence++));
        ArmForFirst();
    }

    private void Arrive()
    {
        long now = Netisr.Now;
        while (_underWay.TryPeek(out _, out (long Due, long Sequence) first) && first.Due <= now)
        {
            _interface.Transmit(_underWay.Dequeue());
        }

        ArmForFirst();
    }

    private void ArmForFirst()
    {
        if (_underWay.TryPeek(out _, out (long Due, long Sequence) first) && !(_arrival.IsPending && _arrival.Due <= first.Due))
        {
            Netisr.ResetAt(_arrival, first.Due);
        }
    }
}
