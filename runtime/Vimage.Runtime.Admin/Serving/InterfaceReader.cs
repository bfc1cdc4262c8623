using Vimage.Admin.Protocol;
using Vimage.Net;

namespace Vimage.Admin.Serving;

/// <summary>What there is to say of an interface.</summary>
internal static class InterfaceReader
{
    internal static InterfaceEntry Read(AdminScope scope, Ifnet @interface)
    {
        IfCounters counters = @interface.Counters;
        return new InterfaceEntry(
            scope.PathOf(@interface.Vnet),
            @interface.Name,
            @interface.Index,
            CamelCase.Of(@interface.GetType().Name),
            [.. Enum.GetValues<IfFlags>().Where(flag => flag != IfFlags.None && @interface.Flags.HasFlag(flag)).Select(CamelCase.Of)],
            @interface.Link is not { IsPartitioned: true } && @interface is not Epair { Peer.Link.IsPartitioned: true },
            @interface.Mtu,
            @interface is EthernetIfnet link ? $"{link.LinkAddress}" : null,
            [.. @interface.Addresses.Select(static each => $"{each}")],
            @interface.Groups,
            PeerOf(scope, @interface),
            @interface is Bridge bridge ? [.. bridge.Members.Select(static member => member.Name)] : [],
            counters.PacketsIn,
            counters.BytesIn,
            counters.PacketsOut,
            counters.BytesOut,
            counters.Dropped);
    }

    // Who is given a sub-tree is not told what is at the other end of a link that leads out of it.
    private static string? PeerOf(AdminScope scope, Ifnet @interface) =>
        @interface is Epair { Peer: { } peer } && scope.Contains(peer.Vnet) ? $"{peer.Name}@{scope.PathOf(peer.Vnet)}" : null;
}
