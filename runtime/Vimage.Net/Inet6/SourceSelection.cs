namespace Vimage.Net;

/// <summary>From which of its addresses a host sends (RFC 6724, 5). (FreeBSD: <c>in6_selectsrc</c>.)</summary>
internal static class SourceSelection
{
    /// <summary>Finds the address that goes best with a destination.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="interface">By which interface.</param>
    /// <param name="source">The address.</param>
    /// <returns>Whether there is one that can be used.</returns>
    internal static bool TryChoose(InAddress destination, Ifnet @interface, out InAddress source)
    {
        In6Ifaddr? best = null;
        if (destination.IsMulticast || destination.IsLinkLocal)
        {
            // RFC 6724, 4: what is for the link has an address of the link's interface.
            foreach (In6Ifaddr each in @interface.Inet6?.Addresses ?? [])
            {
                best = Better(best, each, destination, @interface);
            }
        }
        else
        {
            foreach (In6Ifaddr each in Ip6.V_in6_ifaddrhash.Values)
            {
                best = Better(best, each, destination, @interface);
            }
        }

        source = best?.Address ?? InAddress.Any;
        return best is not null;
    }

    private static In6Ifaddr? Better(In6Ifaddr? best, In6Ifaddr candidate, InAddress destination, Ifnet @interface)
    {
        bool isPossible = candidate.IsUsable && (!candidate.Address.IsLinkLocal || candidate.Interface == @interface);
        return !isPossible ? best
            : best is null || Compare(candidate, best, destination, @interface) > 0 ? candidate
            : best;
    }

    // More than 0 if the first one is better; the rules in their order.
    private static int Compare(In6Ifaddr one, In6Ifaddr other, InAddress destination, Ifnet @interface)
    {
        if (one.Address == destination || other.Address == destination)
        {
            return one.Address == destination ? 1 : -1;
        }

        int scope = ScopeOf(destination);
        int oneScope = ScopeOf(one.Address);
        int otherScope = ScopeOf(other.Address);
        if (oneScope != otherScope)
        {
            return oneScope < otherScope ? (oneScope < scope ? -1 : 1) : (otherScope < scope ? 1 : -1);
        }

        long now = @interface.Netisr.Now;
        int byRule = Prefer(!one.IsDeprecated(now), !other.IsDeprecated(now));
        byRule = byRule != 0 ? byRule : Prefer(one.Interface == @interface, other.Interface == @interface);
        int label = AddressPolicy.LabelOf(destination);
        byRule = byRule != 0 ? byRule : Prefer(AddressPolicy.LabelOf(one.Address) == label, AddressPolicy.LabelOf(other.Address) == label);
        byRule = byRule != 0 ? byRule : Prefer(one.Carp is null, other.Carp is null);
        return byRule != 0 ? byRule : CommonLength(one, destination).CompareTo(CommonLength(other, destination));
    }

    private static int Prefer(bool one, bool other) => one.CompareTo(other);

    // What is behind the prefix is the host's own, and says nothing of the way.
    private static int CommonLength(In6Ifaddr address, InAddress destination) =>
        Math.Min(address.PrefixLength, (int)UInt128.LeadingZeroCount(address.Address.Value ^ destination.Value));

    private static int ScopeOf(InAddress address)
    {
        const int Link = 2;
        const int Global = 14;
        return address.IsMulticast ? address.MulticastScope : address.IsLinkLocal || address.IsLoopback ? Link : Global;
    }
}
