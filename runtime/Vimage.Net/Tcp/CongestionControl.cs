namespace Vimage.Net;

/// <summary>What rules a connection's congestion window (RFC 5681). Windows are in bytes, times in nanoseconds. (FreeBSD: <c>struct cc_algo</c>.)</summary>
internal abstract class CongestionControl
{
    // The largest window that can be told of (RFC 7323, 2.3).
    private const int MaxWindow = TcpHeader.MaxWindow << 14;

    /// <summary>Gets or sets how much may be in the network.</summary>
    internal int Window { get; set; }

    /// <summary>Gets or sets below what the window grows by as much as is acknowledged.</summary>
    internal int SlowStartThreshold { get; set; } = int.MaxValue;

    internal bool IsInSlowStart => Window < SlowStartThreshold;

    internal static CongestionControl Create(string algorithm) => algorithm switch
    {
        "newreno" => new NewReno(),
        "cubic" => new Cubic(),
        _ => throw new ArgumentException($"There is no congestion control '{algorithm}'; net.inet.tcp.cc.algorithm takes 'cubic' and 'newreno'.", nameof(algorithm)),
    };

    /// <summary>Bytes were acknowledged while the window was what held the sender up.</summary>
    internal void OnAcknowledged(int bytes, int mss, long now, long roundTrip)
    {
        if (IsInSlowStart)
        {
            // RFC 3465, with no limit: a sender that sends 64 KB at once has them acknowledged at once.
            int grown = Math.Min(bytes, SlowStartThreshold - Window);
            Window += grown;
            bytes -= grown;
        }

        if (bytes > 0)
        {
            Avoid(bytes, mss, now, roundTrip);
        }

        Window = Math.Min(Window, MaxWindow);
    }

    /// <summary>Something was lost, or marked: how far the window is to go down.</summary>
    internal void OnLoss(int flight, int mss, long now) => SlowStartThreshold = Math.Max(2 * mss, Reduce(flight, now));

    /// <summary>Nothing was heard of anything: begin again.</summary>
    internal void OnTimeout(int flight, int mss, long now)
    {
        OnLoss(flight, mss, now);
        Window = mss;
    }

    /// <summary>Grows the window beyond the threshold.</summary>
    private protected abstract void Avoid(int bytes, int mss, long now, long roundTrip);

    /// <summary>Returns the window after a loss, and notes what the algorithm has to know of it.</summary>
    private protected abstract int Reduce(int flight, long now);
}
