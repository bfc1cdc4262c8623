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

    [Virtualized] private static IPEndPoint[] nameservers = [];
    [Virtualized] private static readonly HostsTable hosts = new();

    /// <summary>
    /// Gets or sets the name servers of the current vnet, in the order in which they are asked; none unless they are set. (<c>resolv.conf(5)</c>)
    /// </summary>
    public static IReadOnlyList<IPEndPoint> NameServers
    {
        get => V_nameservers;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (IPEndPoint server in value)
            {
                _ = Ipv4.FromAddress(server.Address);
            }

            V_nameservers = [.. value];
        }
    }

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
