using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>In which order a host tries the addresses of another (RFC 6724, 6). (FreeBSD: <c>reorder()</c> of <c>getaddrinfo</c>.)</summary>
internal static class DestinationSelection
{
    /// <summary>Puts addresses into the order in which the current vnet had better try them. Under the lock.</summary>
    /// <param name="addresses">The addresses, in an order that decides where no rule does.</param>
    /// <returns>The same; those that can't be reached are the last.</returns>
    internal static IPAddress[] Order(IEnumerable<IPAddress> addresses) =>
    [
        .. addresses.Select(static each => Candidate.Of(each))
            .OrderByDescending(static each => each.IsUsable)
            .ThenByDescending(static each => each.HasMatchingScope)
            .ThenBy(static each => each.IsFromDeprecated)
            .ThenByDescending(static each => each.HasMatchingLabel)
            .ThenByDescending(static each => each.Precedence)
            .ThenBy(static each => each.IsTunnelled)
            .ThenBy(static each => each.Scope)
            .ThenByDescending(static each => each.CommonLength)
            .Select(static each => each.Address),
    ];

    // What the rules ask of a destination, and of the source that it would get. The fourth rule is for mobile hosts, and there are none.
    private sealed record Candidate(IPAddress Address)
    {
        internal bool IsUsable { get; private init; }

        internal bool HasMatchingScope { get; private init; }

        internal bool IsFromDeprecated { get; private init; }

        internal bool HasMatchingLabel { get; private init; }

        internal int Precedence { get; private init; }

        internal bool IsTunnelled { get; private init; }

        internal int Scope { get; private init; }

        /// <summary>Gets what of the destination its source has; of IPv4 nothing, so that names with several addresses spread their load.</summary>
        internal int CommonLength { get; private init; }

        internal static Candidate Of(IPAddress address)
        {
            InAddress destination = InAddress.From(address);
            bool isUsable = Routing.Resolve(destination, InAddress.AnyLike(destination), flow: 0, out RouteTarget target) == SocketError.Success;
            InAddress source = target.Source;
            In6Ifaddr? own = isUsable ? Ip6.V_in6_ifaddrhash.GetValueOrDefault(source) : null;
            return new Candidate(address)
            {
                IsUsable = isUsable,
                HasMatchingScope = isUsable && AddressPolicy.ScopeOf(source) == AddressPolicy.ScopeOf(destination),
                IsFromDeprecated = own?.IsDeprecated(target.Interface.Netisr.Now) ?? false,
                HasMatchingLabel = isUsable && AddressPolicy.LabelOf(source) == AddressPolicy.LabelOf(destination),
                Precedence = AddressPolicy.PrecedenceOf(destination),
                IsTunnelled = isUsable && target.Interface is Gif,
                Scope = AddressPolicy.ScopeOf(destination),
                CommonLength = own is null ? 0 : SourceSelection.CommonLength(own, destination),
            };
        }
    }
}
