using Vimage.Admin.Protocol;
using Vimage.Net;

namespace Vimage.Admin.Serving;

/// <summary>What there is to say of interfaces.</summary>
internal static class InterfaceReader
{
    private static readonly (IfFlags Flag, string Name)[] s_flags =
        [.. Enum.GetValues<IfFlags>().Where(static flag => flag != IfFlags.None).Select(static flag => (flag, CamelCase.Of(flag)))];

    /// <summary>Lists those of a vnet, and of all below it.</summary>
    internal static IReadOnlyList<InterfaceEntry> List(AdminScope scope, string path, bool recursive)
    {
        Vnet top = scope.Find(path);
        List<InterfaceEntry> found = [];
        Append(scope, top, found);
        if (!recursive)
        {
            return found;
        }

        foreach (Vnet vnet in top.WithDescendants().Skip(1).OrderBy(static vnet => vnet.FullName, StringComparer.Ordinal))
        {
            try
            {
                Append(scope, vnet, found);
            }
            catch (ObjectDisposedException)
            {
                // It has gone meanwhile, and its interfaces with it.
            }
        }

        return found;
    }

    private static void Append(AdminScope scope, Vnet vnet, List<InterfaceEntry> found) =>
        found.AddRange(vnet.Run(() => Netisr.Current.RunExclusively(() => Ifnet.All.Select(each => Read(scope, each)).ToArray())));

    private static InterfaceEntry Read(AdminScope scope, Ifnet @interface)
    {
        IfCounters counters = @interface.Counters;
        return new InterfaceEntry(
            scope.PathOf(@interface.Vnet),
            @interface.Name,
            @interface.Index,
            CamelCase.Of(@interface.GetType().Name),
            [.. s_flags.Where(each => @interface.Flags.HasFlag(each.Flag)).Select(static each => each.Name)],
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
