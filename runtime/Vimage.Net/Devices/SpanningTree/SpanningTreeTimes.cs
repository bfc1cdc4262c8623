namespace Vimage.Net;

/// <summary>The times of a spanning tree, which are the root's in all its bridges, in seconds (IEEE 802.1D-2004, 17.13).</summary>
/// <param name="MessageAge">How many bridges away the root is, as far as this is concerned.</param>
/// <param name="MaxAge">At which age what a message says holds no more.</param>
/// <param name="HelloTime">How often a message is sent.</param>
/// <param name="ForwardDelay">How long a port waits before it learns, and again before it forwards.</param>
internal readonly record struct SpanningTreeTimes(int MessageAge, int MaxAge, int HelloTime, int ForwardDelay)
{
    /// <summary>Gets the values that the standard recommends (17.14).</summary>
    internal static SpanningTreeTimes Recommended => new(0, 20, 2, 15);

    /// <summary>Whoever sends what no bridge may have does not bring the machines here out of step.</summary>
    internal SpanningTreeTimes Clamped => new(MessageAge, Math.Clamp(MaxAge, 6, 40), Math.Clamp(HelloTime, 1, 10), Math.Clamp(ForwardDelay, 4, 30));
}
