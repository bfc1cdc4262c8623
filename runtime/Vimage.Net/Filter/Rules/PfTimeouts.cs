namespace Vimage.Net;

/// <summary>How long a state lasts after its last packet, by what its packets have said. (<c>pf.conf(5)</c>: <c>set timeout</c>.)</summary>
public sealed record PfTimeouts
{
    /// <summary>Gets the time after the first packet of a TCP connection.</summary>
    public TimeSpan TcpFirst { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Gets the time before both ends have agreed on the connection.</summary>
    public TimeSpan TcpOpening { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the time while it is open.</summary>
    public TimeSpan TcpEstablished { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Gets the time after one end has ended it.</summary>
    public TimeSpan TcpClosing { get; init; } = TimeSpan.FromSeconds(900);

    /// <summary>Gets the time after both ends have.</summary>
    public TimeSpan TcpFinWait { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Gets the time after a reset.</summary>
    public TimeSpan TcpClosed { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Gets the time after the first datagram, and while only one end sends.</summary>
    public TimeSpan UdpSingle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the time once both ends send.</summary>
    public TimeSpan UdpMultiple { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the time of an echo.</summary>
    public TimeSpan Icmp { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets the time of another protocol while only one end sends.</summary>
    public TimeSpan OtherSingle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the time of another protocol once both ends send.</summary>
    public TimeSpan OtherMultiple { get; init; } = TimeSpan.FromSeconds(60);
}
