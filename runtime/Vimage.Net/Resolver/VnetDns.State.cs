using System.Net;

namespace Vimage.Net;

/// <content>What each vnet knows: its hosts, and whom it asks. Nothing, unless it is told.</content>
public static partial class VnetDns
{
    /// <summary>How long a name server has to answer.</summary>
    /// <unit>ms</unit>
    [Virtualized(Name = "net.dns.timeout")] private static int dns_timeout = 5000;

    /// <summary>How often the name servers are asked, one after the other.</summary>
    [Virtualized(Name = "net.dns.attempts")] private static int dns_attempts = 2;

    /// <summary>Say that answers may be longer than 512 bytes (RFC 6891).</summary>
    [Virtualized(Name = "net.dns.edns")] private static bool dns_edns = true;

    /// <summary>A name with so many dots is asked for as it is before domains are searched for it.</summary>
    [Virtualized(Name = "net.dns.ndots")] private static int dns_ndots = 1;

    /// <summary>How many records are remembered at most.</summary>
    [Virtualized(Name = "net.dns.cachelimit")] private static int dns_cachelimit = 1024;

    [Virtualized] private static IPEndPoint[] nameservers = [];
    [Virtualized] private static string[] searchlist = [];
    [Virtualized] private static readonly DnsCache cache = new();
    [Virtualized] private static readonly HostsTable hosts = new();

    /// <summary>
    /// Gets or sets the name servers of the current vnet, of either family, in the order in which they are asked; none unless they are set.
    /// (<c>resolv.conf(5)</c>)
    /// </summary>
    public static IReadOnlyList<IPEndPoint> NameServers
    {
        get => V_nameservers;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (IPEndPoint server in value)
            {
                _ = InAddress.From(server.Address);
            }

            V_nameservers = [.. value];
            ClearCache();
        }
    }

    /// <summary>
    /// Gets or sets the domains in which the current vnet looks for a name that may lack its end, in order; none unless they are set. Names
    /// with <c>net.dns.ndots</c> dots or more are looked for as they are before, others afterwards, those with a dot at the end as they are
    /// alone. (<c>resolv.conf(5)</c>)
    /// </summary>
    /// <exception cref="ArgumentException">One can't be a name.</exception>
    public static IReadOnlyList<string> SearchList
    {
        get => V_searchlist;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Span<byte> bytes = stackalloc byte[DnsName.MaxSize];
            foreach (string domain in value)
            {
                ArgumentNullException.ThrowIfNull(domain);
                if (DnsName.Write(domain, bytes) == 0)
                {
                    throw new ArgumentException($"'{domain}' can't be a domain.", nameof(value));
                }
            }

            V_searchlist = [.. value];
        }
    }

    internal static DnsCache Cache => V_cache;

    /// <summary>Forgets what name servers have said to the current vnet.</summary>
    public static void ClearCache()
    {
        using (Netisr.Current.Enter())
        {
            V_cache.Clear();
        }
    }

    /// <summary>Remembers an answer in the current vnet. Under the lock.</summary>
    internal static void Remember(DnsResponse response, long now) => V_cache.Add(response, now, V_dns_cachelimit);

    /// <summary>Gives a host of the current vnet's table a name, and others that lead to it. (<c>hosts(5)</c>)</summary>
    /// <param name="address">The address.</param>
    /// <param name="name">The name.</param>
    /// <param name="aliases">The others.</param>
    public static void AddHost(IPAddress address, string name, params string[] aliases)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(aliases);
        using (Netisr.Current.Enter())
        {
            V_hosts.Add(address, [name, .. aliases]);
        }
    }

    /// <summary>Forgets the hosts of the current vnet's table that have a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether there was one.</returns>
    public static bool RemoveHost(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using (Netisr.Current.Enter())
        {
            return V_hosts.Remove(name);
        }
    }
}
