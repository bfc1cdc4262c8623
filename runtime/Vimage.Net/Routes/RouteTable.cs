using System.Numerics;

namespace Vimage.Net;

/// <summary>
/// Routes by destination, of which the one with the longest prefix counts: a binary trie in which a node is only where
/// prefixes end or part. (FreeBSD: <c>radix.c</c>, or a compiled form of it.)
/// </summary>
internal sealed class RouteTable
{
    private Node? _root;

    /// <summary>Gets the number of routes.</summary>
    internal int Count { get; private set; }

    /// <summary>Returns the route for an address. Of several for one prefix, <paramref name="flow"/> decides.</summary>
    internal Route? Lookup(uint address, uint flow = 0)
    {
        Route[]? best = null;
        for (Node? node = _root; node is not null && ((address ^ node.Prefix) & node.Mask) == 0;)
        {
            if (node.Routes.Length > 0)
            {
                best = node.Routes;
            }

            node = node.Length == 32 ? null : node.Child(address);
        }

        return best is null ? null : best.Length == 1 ? best[0] : best[flow % (uint)best.Length];
    }

    /// <summary>Returns the routes for exactly this prefix.</summary>
    internal Route[] RoutesOf(uint prefix, int length) => Find(prefix, length)?.Routes ?? [];

    internal void Add(Route route)
    {
        Node node = FindOrAdd(ref _root, route.Prefix, route.PrefixLength);
        node.Routes = [.. node.Routes, route];
        Count++;
    }

    internal bool Remove(Route route)
    {
        if (Find(route.Prefix, route.PrefixLength) is not { } node || !node.Routes.Contains(route))
        {
            return false;
        }

        node.Routes = Array.FindAll(node.Routes, each => each != route);
        Count--;
        Prune(ref _root, route.Prefix);
        return true;
    }

    /// <summary>Returns all routes, in the order of their prefixes.</summary>
    internal List<Route> ToList()
    {
        List<Route> routes = new(Count);
        Collect(_root, routes);
        return routes;
    }

    private static void Collect(Node? node, List<Route> routes)
    {
        if (node is not null)
        {
            routes.AddRange(node.Routes);
            Collect(node.Zero, routes);
            Collect(node.One, routes);
        }
    }

    private Node? Find(uint prefix, int length)
    {
        Node? node = _root;
        while (node is not null && node.Length < length && ((prefix ^ node.Prefix) & node.Mask) == 0)
        {
            node = node.Child(prefix);
        }

        return node is not null && node.Length == length && node.Prefix == prefix ? node : null;
    }

    private static Node FindOrAdd(ref Node? place, uint prefix, int length)
    {
        if (place is null)
        {
            return place = new Node(prefix, length);
        }

        int common = Math.Min(BitOperations.LeadingZeroCount(prefix ^ place.Prefix), Math.Min(length, place.Length));
        if (common < place.Length)
        {
            // It parts from the prefixes below here, or ends above them.
            Node below = place;
            place = new Node(prefix & Ipv4.MaskOf(common), common);
            place.ChildFor(below.Prefix) = below;
        }

        return place.Length == length ? place : FindOrAdd(ref place.ChildFor(prefix), prefix, length);
    }

    // Takes the nodes on the way that have neither routes nor two ways on.
    private static void Prune(ref Node? place, uint prefix)
    {
        if (place is null || ((prefix ^ place.Prefix) & place.Mask) != 0)
        {
            return;
        }

        if (place.Length < 32)
        {
            Prune(ref place.ChildFor(prefix), prefix);
        }

        if (place.Routes.Length == 0 && (place.Zero is null || place.One is null))
        {
            place = place.Zero ?? place.One;
        }
    }

    private sealed class Node(uint prefix, int length)
    {
        internal readonly uint Prefix = prefix;
        internal readonly uint Mask = Ipv4.MaskOf(length);
        internal readonly int Length = length;
        internal Route[] Routes = [];
        internal Node? Zero;
        internal Node? One;

        internal Node? Child(uint address) => IsOne(address) ? One : Zero;

        internal ref Node? ChildFor(uint address) => ref IsOne(address) ? ref One : ref Zero;

        private bool IsOne(uint address) => (address & (0x8000_0000 >> Length)) != 0;
    }
}
