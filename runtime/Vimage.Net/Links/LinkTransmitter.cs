namespace Vimage.Net;

/// <summary>Sends packets one after the other at a rate; those that come meanwhile wait in a queue.</summary>
/// <param name="interface">Whose they are.</param>
/// <param name="properties">The link's.</param>
/// <param name="rate">The bits per second.</param>
/// <param name="sent">Takes a packet that was sent, with the time at which its last bit was.</param>
internal sealed class LinkTransmitter(Ifnet @interface, LinkProperties properties, long rate, Action<Mbuf, long> sent)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly Queue<(Mbuf Packet, long Since)> _waiting = new();
    private readonly QueueDiscipline _discipline = properties.Queue.NewDiscipline();
    private Callout? _end;
    private Mbuf? _sending;
    private long _sentUntil;
    private long _waitingBytes;

    private Netisr Netisr => @interface.Netisr;

    internal void Offer(Mbuf packet)
    {
        long now = Netisr.Now;
        Advance(now);
        if (_waiting.Count >= properties.QueueLimit)
        {
            @interface.Drop(packet, IfDrop.LinkQueueFull);
        }
        else if (!_discipline.Admits(packet, _waiting.Count, StateAt(now)))
        {
            @interface.Drop(packet, IfDrop.LinkQueueEarly);
        }
        else if (_sending is null)
        {
            Begin(packet, now);
        }
        else
        {
            _waitingBytes += packet.Length;
            _waiting.Enqueue((packet, now));
        }
    }

    /// <summary>Frees what waits and what is being sent.</summary>
    internal void Flush()
    {
        if (_end is not null)
        {
            Netisr.Stop(_end);
        }

        _sending?.Free();
        _sending = null;
        while (_waiting.TryDequeue(out (Mbuf Packet, long Since) next))
        {
            next.Packet.Free();
        }

        _waitingBytes = 0;
    }

    // The next begins when the one before has ended, and not when someone comes to look.
    private void Advance(long now)
    {
        while (_sending is { } packet && _sentUntil <= now)
        {
            long ended = _sentUntil;
            _sending = null;
            while (_sending is null && _waiting.TryDequeue(out (Mbuf Packet, long Since) next))
            {
                _waitingBytes -= next.Packet.Length;
                if (_discipline.Sends(next.Packet, ended - next.Since, StateAt(ended)))
                {
                    Begin(next.Packet, ended);
                }
                else
                {
                    @interface.Drop(next.Packet, IfDrop.LinkQueueEarly);
                }
            }

            sent(packet, ended);
        }
    }

    private void Begin(Mbuf packet, long now)
    {
        _sending = packet;
        _sentUntil = now + (long)((Int128)packet.Length * 8 * NanosecondsPerSecond / rate);
        _end ??= new Callout(static self => ((LinkTransmitter)self).End(), this);
        Netisr.ResetAt(_end, _sentUntil);
    }

    private void End() => Advance(Netisr.Now);

    private LinkState StateAt(long now) => new(now, _sending is null ? _sentUntil : now, _waitingBytes, rate, Netisr.Random);
}
