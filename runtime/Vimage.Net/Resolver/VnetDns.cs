using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>
/// Names and addresses in the current vnet, as <see cref="Dns"/> offers them: from the vnet's own table of hosts, or asked of its
/// own name servers over its own sockets, whose answers it remembers for as long as they say.
/// </summary>
[VnetModule("dns", DependsOn = ["udp", "tcp"])]
public static partial class VnetDns
{
    private const string Localhost = "localhost";

    /// <inheritdoc cref="Dns.GetHostAddressesAsync(string, CancellationToken)"/>
    /// <exception cref="SocketException">
    /// There is no such name, or no address of it (HostNotFound); no name server has answered, or none could (TryAgain); what it has
    /// to say is too long for a datagram and it takes no connections, or aliases have no end (NoRecovery).
    /// </exception>
    public static Task<IPAddress[]> GetHostAddressesAsync(string hostNameOrAddress, CancellationToken cancellationToken = default) =>
        GetHostAddressesAsync(hostNameOrAddress, AddressFamily.Unspecified, cancellationToken);

    /// <inheritdoc cref="Dns.GetHostAddressesAsync(string, AddressFamily, CancellationToken)"/>
    /// <remarks>
    /// Where the family is left open, name servers are asked for addresses of those that the vnet has an address of beyond its links (RFC 3493,
    /// 6.1). The addresses are in the order in which the vnet had better try them (RFC 6724, 6).
    /// </remarks>
    /// <exception cref="SocketException">As above.</exception>
    public static async Task<IPAddress[]> GetHostAddressesAsync(string hostNameOrAddress, AddressFamily family, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hostNameOrAddress);
        if (IPAddress.TryParse(hostNameOrAddress, out IPAddress? address))
        {
            ThrowIfAny(address);
            return family == AddressFamily.Unspecified || family == address.AddressFamily ? [address] : [];
        }

        return (await FindAsync(hostNameOrAddress, family, cancellationToken).ConfigureAwait(false)).AddressList;
    }

    /// <inheritdoc cref="Dns.GetHostEntryAsync(string, CancellationToken)"/>
    /// <exception cref="SocketException">As for <see cref="GetHostAddressesAsync(string, CancellationToken)"/>.</exception>
    public static Task<IPHostEntry> GetHostEntryAsync(string hostNameOrAddress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hostNameOrAddress);
        return IPAddress.TryParse(hostNameOrAddress, out IPAddress? address)
            ? GetHostEntryAsync(address, cancellationToken)
            : FindAsync(hostNameOrAddress, AddressFamily.Unspecified, cancellationToken);
    }

    /// <summary>Finds the name of an address, and what else is known of it. (<see cref="Dns.GetHostEntryAsync(IPAddress)"/>)</summary>
    /// <param name="address">The address.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The name, and its addresses; where they can't be found, the one that was asked about.</returns>
    /// <exception cref="SocketException">As for <see cref="GetHostAddressesAsync(string, CancellationToken)"/>.</exception>
    public static async Task<IPHostEntry> GetHostEntryAsync(IPAddress address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ThrowIfAny(address);
        if (InTable(table => table.Find(address)) is { } known)
        {
            return known;
        }

        // One exchange for both questions, made while the vnet is current.
        DnsExchange exchange = NewExchange();
        DnsResolution reverse = await DnsResolution.FindAsync(exchange, ReverseName(address), DnsType.Pointer, cancellationToken).ConfigureAwait(false);
        string name = reverse.Records[0].Target!;
        try
        {
            return await AskAsync(exchange, name, [address.AddressFamily], cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.HostNotFound)
        {
            return new IPHostEntry { HostName = name, Aliases = [], AddressList = [address] };
        }
    }

    private static Task<IPHostEntry> FindAsync(string hostName, AddressFamily family, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hostName.Length, DnsName.MaxSize, nameof(hostName));
        if (hostName.Length == 0)
        {
            return Task.FromResult(new IPHostEntry { HostName = "", Aliases = [], AddressList = [.. Own().Where(each => family == AddressFamily.Unspecified || each.AddressFamily == family)] });
        }

        string asked = ToAscii(hostName);
        string name = asked.EndsWith('.') ? asked[..^1] : asked;
        AddressFamily[] families = FamiliesOf(family);
        DnsExchange exchange = NewExchange();
        return InTable(table => table.Find(name, family)) is { } known ? Task.FromResult(Ordered(known, exchange))
            : IsLocalhost(name) ? Task.FromResult(Ordered(LocalhostEntry(name, families), exchange))
            : SearchAsync(exchange, DnsSearch.Candidates(asked, V_searchlist, V_dns_ndots), families, cancellationToken);
    }

    // Until one of the names is there.
    private static async Task<IPHostEntry> SearchAsync(
        DnsExchange exchange, IEnumerable<string> names, AddressFamily[] families, CancellationToken cancellationToken)
    {
        foreach (string name in names)
        {
            try
            {
                return await AskAsync(exchange, name, families, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.HostNotFound)
            {
                // The next one may be there.
            }
        }

        throw new SocketException((int)SocketError.HostNotFound);
    }

    // For all families at once. What is known of one is good without the other; that there is nothing is known when both are.
    private static async Task<IPHostEntry> AskAsync(DnsExchange exchange, string name, AddressFamily[] families, CancellationToken cancellationToken)
    {
        Task<DnsResolution>[] questions = [.. families.Select(family => DnsResolution.FindAsync(exchange, name, TypeOf(family), cancellationToken))];
        List<DnsResolution> found = [];
        SocketError failure = SocketError.HostNotFound;
        foreach (Task<DnsResolution> question in questions)
        {
            try
            {
                found.Add(await question.ConfigureAwait(false));
            }
            catch (SocketException error)
            {
                failure = failure == SocketError.HostNotFound ? error.SocketErrorCode : failure;
            }
        }

        return found.Count == 0 ? throw new SocketException((int)failure) : new IPHostEntry
        {
            HostName = found[0].Name,
            Aliases = [.. found.SelectMany(static each => each.Aliases).Distinct(StringComparer.OrdinalIgnoreCase)],
            AddressList = exchange.Order(found.SelectMany(static each => each.Records).Select(static each => each.Address!)),
        };
    }

    private static DnsType TypeOf(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => DnsType.A,
        AddressFamily.InterNetworkV6 => DnsType.Aaaa,
        _ => throw new SocketException((int)SocketError.AddressFamilyNotSupported),
    };

    // Those that the vnet can reach somebody by; both if there is nobody.
    private static AddressFamily[] FamiliesOf(AddressFamily family)
    {
        if (family != AddressFamily.Unspecified)
        {
            return [family];
        }

        AddressFamily[] used =
        [
            .. Own().Where(static each => !IPAddress.IsLoopback(each) && !each.IsIPv6LinkLocal).Select(static each => each.AddressFamily).Distinct().OrderDescending(),
        ];
        return used.Length > 0 ? used : [AddressFamily.InterNetworkV6, AddressFamily.InterNetwork];
    }

    private static IPHostEntry Ordered(IPHostEntry entry, DnsExchange exchange)
    {
        entry.AddressList = exchange.Order(entry.AddressList);
        return entry;
    }

    private static DnsExchange NewExchange() => new(
        Vnet.Current,
        Netisr.Current,
        V_nameservers,
        new DnsSettings(TimeSpan.FromMilliseconds(Math.Max(1, V_dns_timeout)), V_dns_attempts, V_dns_edns));

    private static IPHostEntry? InTable(Func<HostsTable, IPHostEntry?> find)
    {
        using (Netisr.Current.Enter())
        {
            return find(V_hosts);
        }
    }

    private static IEnumerable<IPAddress> Own() => Ifnet.All.SelectMany(static each => each.Addresses).Select(static each => each.Address);

    // RFC 6761, 6.3: nobody is asked who that is.
    private static bool IsLocalhost(string name) =>
        name.Equals(Localhost, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase);

    private static IPHostEntry LocalhostEntry(string name, AddressFamily[] families) => new()
    {
        HostName = name,
        Aliases = [],
        AddressList = [.. families.Select(static each => each == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback)],
    };

    private static string ToAscii(string name)
    {
        try
        {
            return System.Text.Ascii.IsValid(name) ? name : new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }

    // RFC 1035, 3.5, and RFC 3596, 2.5: the parts of the address from the last to the first.
    private static string ReverseName(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        Array.Reverse(bytes);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? $"{string.Join('.', bytes)}.in-addr.arpa"
            : $"{string.Join('.', bytes.SelectMany(static each => (string[])[$"{each & 0xF:x}", $"{each >> 4:x}"]))}.ip6.arpa";
    }

    private static void ThrowIfAny(IPAddress address)
    {
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            throw new ArgumentException($"{address} is no host's address.", nameof(address));
        }
    }
}
