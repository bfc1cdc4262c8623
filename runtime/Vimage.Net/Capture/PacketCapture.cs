namespace Vimage.Net;

/// <summary>
/// Records what an interface receives and sends, as pcapng, until it is disposed, or the interface leaves its vnet: a capture
/// does not follow an interface to where others' packets are. (FreeBSD: <c>bpf</c>.)
/// </summary>
public sealed class PacketCapture : IDisposable
{
    private readonly Ifnet _interface;
    private readonly PcapngWriter _writer;

    /// <summary>Initializes a new instance of the <see cref="PacketCapture"/> class, and starts to record.</summary>
    /// <param name="interface">The interface.</param>
    /// <param name="output">Where to; it is flushed, not closed, at the end. Written to under the domain's lock.</param>
    /// <param name="snapLength">How much of each packet to keep.</param>
    public PacketCapture(Ifnet @interface, Stream output, int snapLength = 262144)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfLessThan(snapLength, 1);
        _interface = @interface;
        using (@interface.Netisr.Enter())
        {
            ObjectDisposedException.ThrowIf(@interface.IsDestroyed, @interface);
            _writer = new PcapngWriter(output, snapLength);
            _writer.WriteHeader(@interface.Name, @interface is EthernetIfnet ? LinkType.Ethernet : LinkType.Raw);
            @interface.AddCapture(this);
        }
    }

    /// <summary>Gets a value indicating whether nothing is recorded any more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Gets the number of packets recorded.</summary>
    public long Packets { get; private set; }

    /// <summary>Stops to record.</summary>
    public void Dispose()
    {
        using (_interface.Netisr.Enter())
        {
            if (!HasEnded)
            {
                _interface.RemoveCapture(this);
                End();
            }
        }
    }

    internal void Record(ReadOnlySpan<byte> packet, PacketDirection direction)
    {
        _writer.WritePacket(packet, _interface.Netisr.Time.GetUtcNow(), direction);
        Packets++;
    }

    internal void End()
    {
        HasEnded = true;
        _writer.Flush();
    }
}
