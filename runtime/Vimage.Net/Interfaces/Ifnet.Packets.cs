namespace Vimage.Net;

/// <content>Packets in and out. All under the lock of the domain, with the interface's vnet as the current one.</content>
public abstract partial class Ifnet
{
    private LinkShaper? _shaper;
    private PacketCapture[] _captures = [];

    /// <summary>
    /// Gets or sets how the link behaves that the interface sends on; <see langword="null"/> for a perfect one. Packets that
    /// are under way are lost.
    /// </summary>
    public LinkProperties? Link
    {
        get => _shaper?.Properties;
        set
        {
            using (Netisr.Enter())
            {
                ThrowIfDestroyed();
                _shaper?.Flush();
                _shaper = value is null ? null : new LinkShaper(this, value);
            }
        }
    }

    /// <summary>
    /// Gets a value indicating whether the link takes a packet that stands for several segments: who receives it handles it as they
    /// are. (FreeBSD: <c>IFCAP_TSO4</c> and <c>IFCAP_LRO</c>.)
    /// </summary>
    internal bool CarriesLargeSegments => _shaper is null && TakesLargeSegments;

    /// <summary>Gets a value indicating whether the device does, apart from how its link behaves.</summary>
    private protected virtual bool TakesLargeSegments => false;

    /// <summary>Gets a value indicating whether packets may be sent whose TCP checksum is not made. (FreeBSD: <c>IFCAP_TXCSUM</c>.)</summary>
    internal virtual bool SparesChecksums => false;

    /// <summary>Returns the bytes before the IP header of a packet that is sent or received.</summary>
    private protected virtual int LinkHeaderSizeOf(ReadOnlySpan<byte> packet) => 0;

    /// <summary>Receives a packet that has come over the link. (FreeBSD: <c>if_input</c>.)</summary>
    internal void Receive(Mbuf packet)
    {
        if (!IsUp || IsDestroyed)
        {
            Drop(packet, IfDrop.InputDown);
            return;
        }

        packet.Fib = _fib;
        packet.PriorityCodePoint = null;
        packet.SourceLink = default;
        packet.Tunnels = 0;
        if ((packet.Flags & MbufFlags.Looped) != 0)
        {
            InputIp(packet);
            return;
        }

        Counters.CountIn(packet.Length);
        Tap(packet, PacketDirection.In);
        Input(packet);
    }

    /// <summary>Sends a packet that has all its headers. (FreeBSD: <c>if_transmit</c>.)</summary>
    internal void Send(Mbuf packet)
    {
        if (!IsUp)
        {
            Drop(packet, IfDrop.OutputDown);
            return;
        }

        Counters.CountOut(packet.Length);
        if (!SparesChecksums || _shaper is not null)
        {
            MakeChecksum(packet);
        }

        Tap(packet, PacketDirection.Out);
        if (_shaper is null)
        {
            Transmit(packet);
        }
        else
        {
            _shaper.Offer(packet);
        }
    }

    /// <summary>Sends an IP packet to a neighbour. (FreeBSD: <c>if_output</c>.)</summary>
    internal abstract void Output(Mbuf packet, uint nextHop);

    /// <inheritdoc cref="Output(Mbuf, uint)"/>
    internal abstract void Output(Mbuf packet, InAddress nextHop);

    /// <summary>Puts a packet on the wire, whatever that is.</summary>
    internal abstract void Transmit(Mbuf packet);

    internal void Drop(Mbuf packet, IfDrop reason)
    {
        Counters.Count(reason);
        packet.Free();
    }

    internal void AddCapture(PacketCapture capture) => _captures = [.. _captures, capture];

    internal void RemoveCapture(PacketCapture capture) => _captures = Array.FindAll(_captures, each => each != capture);

    /// <summary>Looks what a packet is, and hands it to who is to have it.</summary>
    private protected abstract void Input(Mbuf packet);

    /// <summary>Hands a packet without a link-layer header to the protocol of its version.</summary>
    private protected static void InputIp(Mbuf packet)
    {
        if (packet.Length > 0 && IpPacket.Version(packet.Span) == 6)
        {
            Ip6.Input(packet);
        }
        else
        {
            Ip.Input(packet);
        }
    }

    private void MakeChecksum(Mbuf packet)
    {
        if ((packet.Flags & MbufFlags.NoTcpChecksum) != 0)
        {
            Tcp.MakeChecksum(packet, LinkHeaderSizeOf(packet.Span));
        }
    }

    private void Tap(Mbuf packet, PacketDirection direction)
    {
        if (_captures.Length == 0)
        {
            return;
        }

        MakeChecksum(packet);
        foreach (PacketCapture capture in _captures)
        {
            capture.Record(packet.Span, direction);
        }
    }

    // Whoever looks at the packets of a vnet has no business with those of another. (FreeBSD until 2024: they went on.)
    private void EndCaptures()
    {
        PacketCapture[] captures = _captures;
        _captures = [];
        foreach (PacketCapture capture in captures)
        {
            capture.End();
        }
    }
}
