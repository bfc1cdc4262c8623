namespace Vimage.Net;

/// <summary>
/// What a link with properties does to the packets that an interface sends on it. No tick: one callout for the end of what is being
/// sent, where there is a rate, and one for the next arrival.
/// </summary>
internal sealed class LinkShaper
{
    private const long NanosecondsPerTick = 100;

    private readonly Ifnet _interface;
    private readonly Callout _arrival;
    private readonly LinkTransmitter? _transmitter;
    private readonly PriorityQueue<Mbuf, (long Due, long Sequence)> _underWay = new();

    private long _lastDue;
    private long _sequence;

    internal LinkShaper(Ifnet @interface, LinkProperties properties)
    {
        properties.ThrowIfInvalid();
        _interface = @interface;
        Properties = properties;
        _arrival = new Callout(static self => ((LinkShaper)self).Arrive(), this);
        _transmitter = properties.Rate is { } rate ? new LinkTransmitter(@interface, properties, rate, Carry) : null;
    }

    internal LinkProperties Properties { get; }

    private Netisr Netisr => _interface.Netisr;

    /// <summary>Takes a packet that the interface sends.</summary>
    internal void Offer(Mbuf packet)
    {
        if (Properties.IsPartitioned)
        {
            _interface.Drop(packet, IfDrop.LinkPartitioned);
            return;
        }

        if (_transmitter is null)
        {
            Carry(packet, Netisr.Now);
        }
        else
        {
            _transmitter.Offer(packet);
        }
    }

    /// <summary>Frees what is under way.</summary>
    internal void Flush()
    {
        _transmitter?.Flush();
        Netisr.Stop(_arrival);
        while (_underWay.TryDequeue(out Mbuf? packet, out _))
        {
            packet.Free();
        }
    }

    // What happens to a packet that was sent at a time.
    private void Carry(Mbuf packet, long sent)
    {
        SeededRandom random = Netisr.Random;

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
            Line(packet.Duplicate(), sent);
        }

        Line(packet, sent);
    }

    private void Line(Mbuf packet, long sent)
    {
        long due = sent;
        if (!Netisr.Random.Happens(Properties.Reorder))
        {
            due += Properties.Delay.Ticks * NanosecondsPerTick;
            due += (long)(Netisr.Random.NextDouble() * Properties.Jitter.Ticks * NanosecondsPerTick);
            due = _lastDue = Math.Max(due, _lastDue);
        }

        if (due <= Netisr.Now && _underWay.Count == 0)
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
