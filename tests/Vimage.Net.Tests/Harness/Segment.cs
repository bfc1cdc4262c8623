namespace Vimage.Net.Tests;

/// <summary>A segment that was sent, its checksums proved right.</summary>
internal sealed class Segment
{
    internal Segment(byte[] packet)
    {
        IpHeader ip = new(packet);
        Assert.Equal(packet.Length, ip.TotalLength);
        Assert.Equal(0, InternetChecksum.Of(ip.Payload, InternetChecksum.PseudoHeader(ip.Source, ip.Destination, IpProtocol.Tcp, ip.Payload.Length)));
        TcpHeader tcp = new(ip.Payload);
        (Packet, TypeOfService, DontFragment) = (packet, ip.TypeOfService, (ip.Fragment & IpHeader.DontFragment) != 0);
        (SourcePort, DestinationPort) = (tcp.SourcePort, tcp.DestinationPort);
        (Sequence, Acknowledgment, Flags, Window, UrgentPointer) = (tcp.Sequence, tcp.Acknowledgment, tcp.Flags, tcp.Window, tcp.UrgentPointer);
        OptionBytes = tcp.Options.ToArray();
        Options = TcpOptions.Read(OptionBytes);
        Data = tcp.Payload.ToArray();
    }

    internal byte[] Packet { get; }

    internal byte TypeOfService { get; }

    internal bool DontFragment { get; }

    internal ushort SourcePort { get; }

    internal ushort DestinationPort { get; }

    internal uint Sequence { get; }

    internal uint Acknowledgment { get; }

    internal TcpFlags Flags { get; }

    /// <summary>Gets the window as it is written, before any scale.</summary>
    internal ushort Window { get; }

    internal ushort UrgentPointer { get; }

    internal byte[] OptionBytes { get; }

    internal TcpOptions Options { get; }

    internal byte[] Data { get; }

    /// <summary>Gets the sequence number behind the segment.</summary>
    internal uint End => Sequence + (uint)Data.Length + (Has(TcpFlags.Syn) ? 1u : 0) + (Has(TcpFlags.Fin) ? 1u : 0);

    /// <summary>Gets the stretches that it acknowledges selectively.</summary>
    internal SackBlock[] Sacks
    {
        get
        {
            TcpOptions options = Options;
            return [.. Enumerable.Range(0, options.SackCount).Select(i => options.Sacks[i])];
        }
    }

    internal bool Has(TcpFlags flag) => (Flags & flag) != 0;

    public override string ToString() => $"{Flags} seq {Sequence}..{End} ack {Acknowledgment} win {Window}";
}
