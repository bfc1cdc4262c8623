namespace Vimage.Net;

/// <summary>
/// Buffers of two sizes, kept when they are freed: in steady state a packet allocates nothing. Used under the lock of its
/// domain. (FreeBSD: the zones <c>mbuf_cluster</c> and <c>mbuf_jumbo</c>.)
/// </summary>
internal sealed class MbufPool
{
    /// <summary>Room before a new packet: link header, IP and TCP headers at their longest, and a pseudo header of a device.</summary>
    internal const int Headroom = 160;

    /// <summary>Of these what a link takes: an Ethernet header, and the pseudo header.</summary>
    internal const int LinkHeadroom = 32;

    private const int ClusterSize = 2048;
    private const int JumboSize = 65536 + 512;

    // What a burst has taken is not kept for ever: 8 MB and 4 MB at most.
    private const int ClustersKept = 4096;
    private const int JumbosKept = 64;

    private readonly Stack<Mbuf> _clusters = new();
    private readonly Stack<Mbuf> _jumbos = new();

    /// <summary>Gets how many packets there are that nobody has freed yet.</summary>
    internal long InUse { get; private set; }

    /// <summary>Returns an empty packet that <paramref name="length"/> bytes fit into, behind the headroom.</summary>
    internal Mbuf Get(int length)
    {
        bool isCluster = length <= ClusterSize - Headroom;
        Stack<Mbuf> kept = isCluster ? _clusters : _jumbos;
        if (!kept.TryPop(out Mbuf? packet))
        {
            packet = new Mbuf(this, isCluster ? ClusterSize : JumboSize);
        }

        InUse++;
        packet.Reset(Headroom);
        return packet;
    }

    internal void Put(Mbuf packet)
    {
        InUse--;
        (Stack<Mbuf> kept, int limit) = packet.Capacity == ClusterSize ? (_clusters, ClustersKept) : (_jumbos, JumbosKept);
        if (kept.Count < limit)
        {
            kept.Push(packet);
        }
    }
}
