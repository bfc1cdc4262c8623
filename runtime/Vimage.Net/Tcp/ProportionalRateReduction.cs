namespace Vimage.Net;

/// <summary>How much is sent while a loss is repaired: in proportion to what arrives, until the window is what it is to be (RFC 6937).</summary>
/// <param name="flight">RecoverFS: the bytes that were in the network when the loss was noticed.</param>
internal struct ProportionalRateReduction(int flight)
{
    private long _delivered;
    private long _sent;

    internal void Sent(int bytes) => _sent += bytes;

    /// <summary>Returns the congestion window after an acknowledgment.</summary>
    internal int Window(int delivered, int pipe, int threshold, int mss)
    {
        _delivered += delivered;
        long allowed = pipe > threshold
            ? ((_delivered * threshold) + flight - 1) / flight - _sent
            : Math.Min(threshold - pipe, Math.Max(_delivered - _sent, delivered) + mss);

        // The first segment that is sent again goes at once.
        allowed = Math.Max(allowed, _sent == 0 ? mss : 0);
        return pipe + (int)Math.Max(0, allowed);
    }
}
