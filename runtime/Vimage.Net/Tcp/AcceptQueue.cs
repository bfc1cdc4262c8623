namespace Vimage.Net;

/// <summary>Connections that came about and wait until somebody accepts them. (FreeBSD: <c>sol_comp</c>.)</summary>
internal sealed class AcceptQueue(Tcpcb listener, int backlog)
{
    private readonly Queue<Tcpcb> _completed = new();

    internal Tcpcb Listener => listener;

    /// <summary>Gets or sets how many may wait. (FreeBSD lets half as many more wait; so does this.)</summary>
    internal int Backlog { get; set; } = backlog;

    internal int Count => _completed.Count;

    /// <summary>Gets the window that is offered before there is a connection, which no scale counts for.</summary>
    internal ushort FirstWindow => (ushort)Math.Min(TcpHeader.MaxWindow, listener.ReceiveSpace);

    private bool IsFull => _completed.Count > Backlog * 3 / 2;

    /// <summary>Receives a segment for the port that is of no connection yet (RFC 9293, 3.10.7.2). Takes its packet.</summary>
    internal void Input(ref TcpSegment segment)
    {
        if (segment.Has(TcpFlags.Rst))
        {
            Tcp.SynCache.Reset(segment);
            segment.Packet.Free();
        }
        else if (segment.Has(TcpFlags.Ack))
        {
            Complete(ref segment);
        }
        else if (segment.Has(TcpFlags.Syn) && !Tcp.IsToMany(segment))
        {
            Ask(segment);
            segment.Packet.Free();
        }
        else
        {
            segment.Packet.Free();
        }
    }

    internal bool TryTake(out Tcpcb? connection) => _completed.TryDequeue(out connection);

    internal void Close()
    {
        Tcp.SynCache.RemoveAll(this);
        while (_completed.TryDequeue(out Tcpcb? connection))
        {
            connection.Close(isAbortive: true);
        }
    }

    private static Tcpcb? TryAccept(SynCacheEntry entry)
    {
        try
        {
            return Tcpcb.Accept(entry);
        }
        catch (VnetQuotaException)
        {
            return null;
        }
    }

    private void Ask(in TcpSegment segment)
    {
        if (IsFull)
        {
            Tcp.Statistics.ListenDrops++;
            return;
        }

        Tcp.SynCache.Add(this, segment);
    }

    private void Complete(ref TcpSegment segment)
    {
        if (IsFull)
        {
            // The other end will say so again; until then someone may have accepted one.
            Tcp.Statistics.ListenDrops++;
            segment.Packet.Free();
            return;
        }

        if (segment.Has(TcpFlags.Syn) || Tcp.SynCache.Complete(this, segment) is not { } entry)
        {
            Tcp.SendReset(segment);
            segment.Packet.Free();
            return;
        }

        if (TryAccept(entry) is not { } connection)
        {
            Tcp.Statistics.ListenDrops++;
            Tcp.SendReset(segment);
            segment.Packet.Free();
            return;
        }

        _completed.Enqueue(connection);
        Tcp.Statistics.Accepts++;
        connection.Input(ref segment);
        listener.Readers.WakeOne(listener.Netisr);
    }
}
