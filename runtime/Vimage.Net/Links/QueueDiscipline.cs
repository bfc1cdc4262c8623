namespace Vimage.Net;

/// <summary>What decides, of a queue that is not full, which packets it keeps. This one keeps all.</summary>
internal class QueueDiscipline
{
    /// <summary>Returns whether a packet that comes is taken. It may be marked.</summary>
    /// <param name="packet">The packet, with its link-layer header.</param>
    /// <param name="waiting">How many wait before it.</param>
    /// <param name="state">The queue.</param>
    internal virtual bool Admits(Mbuf packet, int waiting, in LinkState state) => true;

    /// <summary>Returns whether a packet whose turn has come is sent. It may be marked.</summary>
    /// <param name="packet">The packet, with its link-layer header.</param>
    /// <param name="sojourn">How long it has waited, in nanoseconds.</param>
    /// <param name="state">The queue, without the packet.</param>
    internal virtual bool Sends(Mbuf packet, long sojourn, in LinkState state) => true;
}
