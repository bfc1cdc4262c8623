using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Vimage.Net;

/// <summary>Which packets a rule is about: those to which all applies that it says.</summary>
public record PfMatch
{
    /// <summary>Gets whether they come in or leave; <see cref="PacketDirection.None"/> for both.</summary>
    public PacketDirection Direction { get; init; }

    /// <summary>Gets the name of the interface, or of the group of interfaces, that they cross. (<c>on</c>)</summary>
    public string? On { get; init; }

    /// <summary>Gets a value indicating whether all other interfaces are meant. (<c>on ! if</c>)</summary>
    public bool IsOnNegated { get; init; }

    /// <summary>Gets the family; either unless it says. (<c>inet</c>, <c>inet6</c>)</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Gets the number of the protocol. (<c>proto</c>)</summary>
    public int? Protocol { get; init; }

    /// <summary>Gets who has sent them. (<c>from</c>)</summary>
    public PfHost From { get; init; } = PfHost.Any;

    /// <summary>Gets the ports that they are from. (<c>from X port</c>)</summary>
    public PfPorts FromPorts { get; init; } = PfPorts.Any;

    /// <summary>Gets whom they are for. (<c>to</c>)</summary>
    public PfHost To { get; init; } = PfHost.Any;

    /// <summary>Gets the ports that they are for. (<c>to X port</c>)</summary>
    public PfPorts ToPorts { get; init; } = PfPorts.Any;

    /// <summary>Writes it as in a file of rules.</summary>
    internal void Write(StringBuilder text)
    {
        if (On is not null)
        {
            text.Append(IsOnNegated ? " on ! " : " on ").Append(On);
        }

        if (Family is { } family)
        {
            text.Append(family == AddressFamily.InterNetworkV6 ? " inet6" : " inet");
        }

        if (Protocol is { } protocol)
        {
            text.Append(" proto ").Append(NameOf(protocol));
        }

        text.Append(" from ").Append(From);
        WritePorts(text, FromPorts);
        text.Append(" to ").Append(To);
        WritePorts(text, ToPorts);
    }

    private static void WritePorts(StringBuilder text, PfPorts ports)
    {
        if (!ports.IsAny)
        {
            text.Append(" port ").Append(ports);
        }
    }

    private static string NameOf(int protocol) => protocol switch
    {
        IpProtocol.Icmp => "icmp",
        IpProtocol.Tcp => "tcp",
        IpProtocol.Udp => "udp",
        IpProtocol.Icmp6 => "icmp6",
        _ => protocol.ToString(CultureInfo.InvariantCulture),
    };
}
