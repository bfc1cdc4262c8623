using System.Numerics;

namespace Vimage.Net;

/// <summary>
/// Routes by destination, of which the one with the longest prefix counts: a binary trie in which a node is only where
/// prefixes end or part. (FreeBSD: <c>radix.c</c>, or a compiled form of it.)
/// </summary>
/// <typeparam name="TAddress">The number that an address is, the first bit on the wire the highest.</typeparam>
internal sealed class RouteTrie<TAddress>
    where TAddress : struct, IBinaryInteger<TAddress>, IUnsignedNumber<TAddress>
{
    private static readonly int s_bits = TAddress.Zero.GetByteCount() * 8;

    private Node? _root;

    /// <summary>Returns the route for an address. Of several for one prefix, <paramref name="flow"/> decides.</summary>
    internal Route? Lookup(TAddress address, uint flow)
    {
        Route[]? best = null;
        for (Node? node = _root; node is not null && ((address ^ node.Prefix) & node.Mask) == TAddress.Zero;)
        {
            if (node.Routes.Length > 0)
            {
                best = node.Routes;
            }

            node = node.Child(address);
        }

        return best is null ? null : best.Length == 1 ? best[0] : best[flow % (uint)best.Length];
    }

    /// <summary>Returns the routes for exactly this prefix.</summary>
    internal Route[] RoutesOf(TAddress prefix, int length) => Find(prefix, length)?.Routes ?? [];

    internal void Add(TAddress prefix, int length, Route route)
    {
        Node node = FindOrAdd(ref _root, prefix, length);
        node.Routes = [.. node.Routes, route];
    }

    internal bool Remove(TAddress prefix, int length, Route route)
    {
        if (Find(prefix, length) is not { } node || !node.Routes.Contains(route))
        {
            return false;
        }

        node.Routes = Array.FindAll(node.Routes, each => each != route);
        Prune(ref _root, prefix);
        return true;
    }

    /// <summary>Appends all routes, in the order of their prefixes.</summary>
    internal void CopyTo(List<Route> routes) => Collect(_root, routes);

    private static TAddress MaskOf(int length) => length == 0 ? TAddress.Zero : TAddress.AllBitsSet << (s_bits - length);

    private static int CommonLength(TAddress one, TAddress other) => int.CreateTruncating(TAddress.LeadingZeroCount(one ^ other));

    private static void Collect(Node? node, List<Route> routes)
    {
        if (node is not null)
        {
            routes.AddRange(node.Routes);
            Collect(node.Zero, routes);
            Collect(node.One, routes);
        }
    }

    private Node? Find(TAddress prefix, int length)
    {
        Node? node = _root;
        while (node is not null && node.Length < length && ((prefix ^ node.Prefix) & node.Mask) == TAddress.Zero)
        {
            node = node.Child(prefix);
        }

        return node is not null && node.Length == length && node.Prefix == prefix ? node : null;
    }

    private static Node FindOrAdd(ref Node? place, TAddress prefix, int length)
    {
        if (place is null)
        {
            return place = new Node(prefix, length);
        }

        int common = Math.Min(CommonLength(prefix, place.Prefix), Math.Min(length, place.Length));
        if (common < place.Length)
        {
            // It parts from the prefixes below here, or ends above them.
            Node below = place;
            place = new Node(prefix & MaskOf(common), common);
            place.ChildFor(below.Prefix) = below;
        }

        return place.Length == length ? place : FindOrAdd(ref place.ChildFor(prefix), prefix, length);
    }

    // Takes the nodes on the way that have neither routes nor two ways on.
    private static void Prune(ref Node? place, TAddress prefix)
    {
        if (place is null || ((prefix ^ place.Prefix) & place.Mask) != TAddress.Zero)
        {
            return;
        }

        if (place.Length < s_bits)
        {
            Prune(ref place.ChildFor(prefix), prefix);
        }

        if (place.Routes.Length == 0 && (place.Zero is null || place.One is null))
        {
            place = place.Zero ?? place.One;
        }
    }

    private sealed class Node(TAddress prefix, int length)
    {
        internal readonly TAddress Prefix = prefix;
        internal readonly TAddress Mask = MaskOf(length);
        internal readonly int Length = length;

        // The bit after the prefix, by which the ways part; of a whole address none, and there is no way on.
        private readonly TAddress _bit = length == s_bits ? TAddress.Zero : TAddress.One << (s_bits - 1 - length);

        internal Route[] Routes = [];
        internal Node? Zero;
        internal Node? One;

        internal Node? Child(TAddress address) => IsOne(address) ? One : Zero;

        internal ref Node? ChildFor(TAddress address) => ref IsOne(address) ? ref One : ref Zero;

        private bool IsOne(TAddress address) => (address & _bit) != TAddress.Zero;
    }
}
