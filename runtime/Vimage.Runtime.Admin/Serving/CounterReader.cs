using System.Reflection;
using Vimage.Admin.Protocol;
using Vimage.Net;

namespace Vimage.Admin.Serving;

/// <summary>What the protocols of the current vnet count.</summary>
internal static class CounterReader
{
    internal static IReadOnlyList<CounterEntry> ReadAll() =>
    [
        .. Read("ip", Ip.Statistics),
        .. Read("icmp", Icmp.Statistics),
        .. Read("ip6", Ip6.Statistics),
        .. Read("icmp6", Icmp6.Statistics),
        .. Read("arp", Arp.Statistics),
        .. Read("nd6", Nd6.Statistics),
        .. Read("udp", Udp.Statistics),
        .. Read("tcp", Tcp.Statistics),
    ];

    private static IEnumerable<CounterEntry> Read<T>(string protocol, T statistics) =>
        from property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.PropertyType == typeof(long)
        select new CounterEntry(protocol, CamelCase.Of(property.Name), (long)property.GetValue(statistics)!);
}
