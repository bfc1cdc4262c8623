using Vimage.Bench.Harness;

namespace Vimage.Bench.Net;

/// <summary>Rows where a peer is not there: they say so, and meet no target. Nothing is skipped without a word.</summary>
internal static class Missing
{
    /// <summary>Makes the row of the peer.</summary>
    /// <param name="id">The peer.</param>
    /// <param name="why">Why it is not there.</param>
    internal static Row Peer(string id, string why) => new(id, 0, $"(not measured: {why})");

    /// <summary>Returns a row that was to be compared with the peer to be at least as many times better as a target says.</summary>
    internal static Row Without(this Row row, string peer, Target target) => row with { Peer = peer, Ratio = 0, Target = target };
}
