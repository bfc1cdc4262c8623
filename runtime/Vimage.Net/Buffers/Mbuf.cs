using System.Diagnostics;

namespace Vimage.Net;

/// <summary>
/// A packet: bytes in one pooled buffer, with room before them for the headers that are still to come. (FreeBSD:
/// <c>struct mbuf</c>, of which a packet there is a chain.)
/// </summary>
/// <remarks>Belongs to whoever holds it; handing it on hands on the duty to free it. All under the lock of its domain.</remarks>
internal sealed class Mbuf
{
    private readonly byte[] _buffer;
    private readonly MbufPool _pool;
    private int _start;
    private bool _isFree = true;

    internal Mbuf(MbufPool pool, int size)
    {
        _pool = pool;
        _buffer = new byte[size];
    }

    /// <summary>Gets the number of bytes of the packet.</summary>
    internal int Length { get; private set; }

    /// <summary>Gets or sets the interface that the packet came in by. (FreeBSD: <c>m_pkthdr.rcvif</c>.)</summary>
    internal Ifnet? ReceiveInterface { get; set; }

    /// <summary>Gets or sets what is known of the packet.</summary>
    internal MbufFlags Flags { get; set; }

    /// <summary>Gets or sets the number of the routing table that is asked where it goes. (FreeBSD: <c>M_SETFIB</c>.)</summary>
    internal int Fib { get; set; }

    /// <summary>
    /// Gets or sets the index of the interface to the link that the addresses of a packet are on that comes in by another: lo0. 0 if
    /// it is that of the interface that it comes in by.
    /// </summary>
    internal int Zone { get; set; }

    /// <summary>
    /// Gets or sets the bytes of data of each segment that the packet stands for, if it stands for several. (FreeBSD:
    /// <c>tso_segsz</c>.)
    /// </summary>
    internal int SegmentSize { get; set; }

    /// <summary>
    /// Gets or sets the length of the longest fragment that a filter has put the packet together of, with its headers; 0 if none has. It
    /// is sent on in pieces no longer than that. (OpenBSD: <c>struct pf_fragment_tag</c>.)
    /// </summary>
    internal int ReassembledSize { get; set; }

    /// <summary>Gets or sets the number that those fragments had in common.</summary>
    internal uint ReassembledIdentification { get; set; }

    /// <summary>Gets or sets the state of the packet filter by which the packet has come in. (OpenBSD: <c>m_pkthdr.pf.statekey</c>.)</summary>
    internal PfState? FilterState { get; set; }

    /// <summary>Gets or sets the priority that a tag of the link layer says, where the sender has chosen one. (FreeBSD: <c>MTAG_8021Q_PCP_OUT</c>.)</summary>
    internal int? PriorityCodePoint { get; set; }

    /// <summary>
    /// Gets or sets the link-layer address that the packet is sent from; that of the interface which sends it unless set. (FreeBSD:
    /// <c>PACKET_TAG_CARP</c>.)
    /// </summary>
    internal MacAddress SourceLink { get; set; }

    /// <summary>Gets or sets how many tunnels the packet has gone into since it was last received. (FreeBSD: <c>MTAG_GIF</c>.)</summary>
    internal int Tunnels { get; set; }

    /// <summary>Gets or sets how many links the packet, or what it was copied from, has crossed.</summary>
    internal int Hops { get; set; }

    /// <summary>Gets or sets the next packet of the queue that this one is in.</summary>
    internal Mbuf? Next { get; set; }

    /// <summary>Gets the bytes of the packet.</summary>
    internal Span<byte> Span => _buffer.AsSpan(_start, Length);

    /// <summary>Gets the bytes of the packet, for who reads them in a system call.</summary>
    internal Memory<byte> Memory => _buffer.AsMemory(_start, Length);

    /// <summary>Gets how many bytes can still be put before the packet.</summary>
    internal int Headroom => _start;

    /// <summary>Gets how many bytes can still be put behind the packet.</summary>
    internal int Tailroom => _buffer.Length - _start - Length;

    internal int Capacity => _buffer.Length;

    /// <summary>Makes room before the packet, and returns it.</summary>
    internal Span<byte> Prepend(int count)
    {
        Debug.Assert(count <= _start, "The headroom is for all headers of a packet.");
        _start -= count;
        Length += count;
        return _buffer.AsSpan(_start, count);
    }

    /// <summary>
    /// Returns the packet where there is room for a header that not every packet has, and then for those of the link; else a copy of it
    /// in its stead. (FreeBSD: <c>M_PREPEND</c>.)
    /// </summary>
    internal Mbuf EnsureHeadroom(int count)
    {
        if (count + MbufPool.LinkHeadroom <= _start)
        {
            return this;
        }

        Mbuf copy = Duplicate();
        Free();
        return copy;
    }

    /// <summary>Makes room after the packet, and returns it.</summary>
    internal Span<byte> Append(int count)
    {
        Debug.Assert(_start + Length + count <= _buffer.Length, "The pool has given a buffer of the size asked for.");
        Span<byte> room = _buffer.AsSpan(_start + Length, count);
        Length += count;
        return room;
    }

    /// <summary>Takes bytes off the front. (FreeBSD: <c>m_adj</c> with a positive count.)</summary>
    internal void TrimFront(int count)
    {
        Debug.Assert((uint)count <= (uint)Length, "Whoever trims has looked at what is there.");
        _start += count;
        Length -= count;
    }

    /// <summary>Cuts the packet to a length that it has at least. (FreeBSD: <c>m_adj</c> with a negative count.)</summary>
    internal void TrimTo(int length)
    {
        Debug.Assert((uint)length <= (uint)Length, "Whoever trims has looked at what is there.");
        Length = length;
    }

    /// <summary>Returns another packet with the same bytes. (FreeBSD: <c>m_dup</c>.)</summary>
    internal Mbuf Duplicate()
    {
        Mbuf copy = _pool.Get(Length);
        Span.CopyTo(copy.Append(Length));
        copy.ReceiveInterface = ReceiveInterface;
        copy.Flags = Flags;
        copy.Fib = Fib;
        copy.Zone = Zone;
        copy.SegmentSize = SegmentSize;
        copy.PriorityCodePoint = PriorityCodePoint;
        copy.SourceLink = SourceLink;
        copy.Tunnels = Tunnels;
        copy.Hops = Hops;
        return copy;
    }

    /// <summary>Gives the buffer back. (FreeBSD: <c>m_freem</c>.)</summary>
    internal void Free()
    {
        Debug.Assert(!_isFree, "A packet is freed once.");
        _isFree = true;
        ReceiveInterface = null;
        FilterState = null;
        _pool.Put(this);
    }

    internal void Reset(int headroom)
    {
        _isFree = false;
        _start = headroom;
        Length = 0;
        Flags = MbufFlags.None;
        Fib = 0;
        Zone = 0;
        SegmentSize = 0;
        ReassembledSize = 0;
        PriorityCodePoint = null;
        SourceLink = default;
        Tunnels = 0;
        Hops = 0;
        Next = null;
    }
}
