using System.Net;

namespace Vimage.Net;

/// <summary>Where packets to a group are sent on. (FreeBSD: <c>struct mfc</c>.)</summary>
public sealed class MulticastRoute
{
    private readonly MulticastOutput[] _outputs;

    internal MulticastRoute(InAddress group, InAddress source, Ifnet input, MulticastOutput[] outputs, int fib)
    {
        GroupAddress = group;
        SourceAddress = source;
        Input = input;
        _outputs = outputs;
        Fib = fib;
    }

    /// <summary>Gets the group.</summary>
    public IPAddress Group => GroupAddress.ToIPAddress();

    /// <summary>Gets the sender; the unspecified address for all senders that have no route of their own.</summary>
    public IPAddress Source => SourceAddress.ToIPAddress();

    /// <summary>Gets the interface that the packets have to come in by. (<c>mfc_parent</c>)</summary>
    public Ifnet Input { get; }

    /// <summary>Gets the interfaces that they leave by.</summary>
    public IReadOnlyList<MulticastOutput> Outputs => _outputs;

    /// <summary>Gets the number of the routing table whose packets it is for.</summary>
    public int Fib { get; }

    /// <summary>Gets how many packets have come. (<c>mfc_pkt_cnt</c>)</summary>
    public long Packets { get; internal set; }

    /// <summary>Gets the bytes of them, with their IP headers. (<c>mfc_byte_cnt</c>)</summary>
    public long Bytes { get; internal set; }

    /// <summary>Gets how many have come in by another interface, and were not sent on. (<c>mfc_wrong_if</c>)</summary>
    public long WrongInterface { get; internal set; }

    internal InAddress GroupAddress { get; }

    internal InAddress SourceAddress { get; }

    internal ReadOnlySpan<MulticastOutput> OutputSpan => _outputs;

    /// <summary>Returns the route as a line of a table.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{Source} {Group} {Input.Name} > {string.Join(' ', _outputs.Select(static each => $"{each.Interface.Name}:{each.Threshold}"))}";

    internal bool Uses(Ifnet @interface) => Input == @interface || Array.Exists(_outputs, each => each.Interface == @interface);
}
