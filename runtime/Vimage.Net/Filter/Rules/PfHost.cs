using System.Net;

namespace Vimage.Net;

/// <summary>The hosts at one end that a rule is about: any, a network, or whatever addresses an interface has at the time.</summary>
public sealed record PfHost
{
    private PfHost()
    {
    }

    /// <summary>Gets all hosts.</summary>
    public static PfHost Any { get; } = new();

    /// <summary>Gets the network, if it is one.</summary>
    public IPNetwork? Network { get; private init; }

    /// <summary>Gets the name of the interface, or of the group of interfaces, whose addresses are meant, if they are.</summary>
    public string? Interface { get; private init; }

    /// <summary>Gets which addresses of it are meant.</summary>
    public PfInterfaceAddresses Addresses { get; private init; }

    /// <summary>Gets the name of the table that is asked, if one is. (<c>&lt;name&gt;</c>)</summary>
    public string? Table { get; private init; }

    /// <summary>Gets a value indicating whether all others are meant. (<c>! host</c>)</summary>
    public bool IsNegated { get; init; }

    /// <summary>Returns the hosts of a network.</summary>
    /// <param name="network">The network.</param>
    /// <returns>They.</returns>
    public static PfHost Of(IPNetwork network) => new() { Network = network };

    /// <summary>Returns one host.</summary>
    /// <param name="address">Its address.</param>
    /// <returns>It.</returns>
    public static PfHost Of(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        IPAddress bare = new(address.GetAddressBytes());
        return new() { Network = new IPNetwork(bare, bare.GetAddressBytes().Length * 8) };
    }

    /// <summary>Returns this host by the addresses of an interface, whatever they are when a packet is looked at.</summary>
    /// <param name="interface">The name of the interface, or of a group of them.</param>
    /// <param name="addresses">Which of its addresses.</param>
    /// <returns>They.</returns>
    public static PfHost OfInterface(string @interface, PfInterfaceAddresses addresses = PfInterfaceAddresses.All)
    {
        ArgumentException.ThrowIfNullOrEmpty(@interface);
        return new() { Interface = @interface, Addresses = addresses };
    }

    /// <summary>Returns the hosts that a table lists.</summary>
    /// <param name="table">Its name.</param>
    /// <returns>They.</returns>
    public static PfHost OfTable(string table)
    {
        ArgumentException.ThrowIfNullOrEmpty(table);
        return new() { Table = table };
    }

    /// <inheritdoc/>
    public override string ToString() => (IsNegated ? "! " : "") + (this switch
    {
        { Table: { } table } => $"<{table}>",
        { Interface: { } name } => Addresses switch
        {
            PfInterfaceAddresses.First => $"({name}:0)",
            PfInterfaceAddresses.Networks => $"({name}:network)",
            _ => $"({name})",
        },
        { Network: { } network } => network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8
            ? network.BaseAddress.ToString()
            : network.ToString(),
        _ => "any",
    });
}
