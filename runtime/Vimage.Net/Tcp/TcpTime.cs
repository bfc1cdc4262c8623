namespace Vimage.Net;

/// <summary>Units of the domain's time, which is in nanoseconds.</summary>
internal static class TcpTime
{
    internal const long Millisecond = 1_000_000;
    internal const long Second = 1_000 * Millisecond;

    /// <summary>Returns a setting's milliseconds in nanoseconds.</summary>
    internal static long FromMilliseconds(int milliseconds) => milliseconds * Millisecond;
}
