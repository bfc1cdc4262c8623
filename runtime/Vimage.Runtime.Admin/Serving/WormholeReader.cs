using Vimage.Admin.Protocol;
using Vimage.Wormholes;

namespace Vimage.Admin.Serving;

/// <summary>What there is to say of wormholes.</summary>
internal static class WormholeReader
{
    /// <summary>Lists those of the current vnet, and of all below it.</summary>
    internal static IReadOnlyList<WormholeEntry> List(AdminScope scope) => [.. Wormhole.List().Select(each => Read(scope, each))];

    private static WormholeEntry Read(AdminScope scope, Wormhole wormhole) => new(
        wormhole.Name,
        FormOf(wormhole.Ends[0]),
        [.. wormhole.Ends.Select(end => scope.Contains(end.Vnet) ? scope.PathOf(end.Vnet) : null)],
        CamelCase.Of(wormhole.State),
        wormhole.Forward.Sent,
        wormhole.Forward.Received,
        wormhole.Backward.Sent,
        wormhole.Backward.Received);

    private static string FormOf(WormholeEnd end) => end switch
    {
        WormholeFrameEnd => "frames",
        WormholePipe => "bytes",
        _ => "messages",
    };
}
