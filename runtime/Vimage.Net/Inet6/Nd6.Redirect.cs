namespace Vimage.Net;

/// <content>Redirects (RFC 4861, 8).</content>
public static partial class Nd6
{
    // The header, where to go, and for whom.
    private const int RedirectSize = Icmp6Header.Size + (2 * InAddress.Size);

    /// <summary>Tells the sender of a packet, which is sent on, of a better way on its own link. (FreeBSD: <c>icmp6_redirect_output</c>.)</summary>
    internal static void SendRedirect(Mbuf packet, InAddress sender, InAddress destination, InAddress nextHop)
    {
        Ifnet @interface = packet.ReceiveInterface!;

        // A router is known to hosts by its link-local address: with another one it can't be told of.
        if (@interface.LinkLocal is not { } own || (nextHop != destination && !nextHop.IsLinkLocal) || !Icmp6.IsWithinLimit(@interface.Netisr))
        {
            return;
        }

        MacAddress? link = @interface.Inet6!.Neighbors.TryGetValue(nextHop, out Nd6Entry? entry) && entry.State != Nd6State.Incomplete ? entry.Link : null;
        int options = link is null ? 0 : NdOptions.ShortSize;
        int quoted = Math.Min(packet.Length & ~7, Ip6Header.MinMtu - Ip6Header.Size - RedirectSize - (2 * NdOptions.ShortSize));
        int length = RedirectSize + options + NdOptions.ShortSize + quoted;
        Mbuf redirect = @interface.Netisr.Pool.Get(length);
        Span<byte> message = redirect.Append(length);
        new Icmp6Header(message).Write(Icmp6Type.Redirect, 0, 0);
        nextHop.Write(message[Icmp6Header.Size..]);
        destination.Write(message[(Icmp6Header.Size + InAddress.Size)..]);
        if (link is { } better)
        {
            NdOptions.WriteLink(message[RedirectSize..], NdOptions.TargetLink, better);
        }

        Span<byte> option = message[(RedirectSize + options)..];
        option[..NdOptions.ShortSize].Clear();
        option[0] = NdOptions.Redirected;
        option[1] = (byte)((NdOptions.ShortSize + quoted) / 8);
        packet.Span[..quoted].CopyTo(option[NdOptions.ShortSize..]);
        Send(@interface, redirect, own, sender);
    }

    private static void OnRedirect(Ifnet @interface, in NetworkHeader ip, Span<byte> message, int fib)
    {
        if (message.Length < RedirectSize || !NdOptions.AreWellFormed(message[RedirectSize..]))
        {
            CountBad();
            return;
        }

        InAddress gateway = InAddress.Read(message[Icmp6Header.Size..]).WithZone(@interface.Index);
        InAddress destination = InAddress.Read(message[(Icmp6Header.Size + InAddress.Size)..]).WithZone(@interface.Index);
        if (destination.IsMulticast || (gateway != destination && !gateway.IsLinkLocal) || !Icmp6.FollowsRedirects || Ip6.IsForwarding
            || !Routing.TryRedirect(destination, gateway, ip.Source, fib))
        {
            return;
        }

        Icmp6.Statistics.RedirectsFollowed++;
        if (NdOptions.FindLink(message[RedirectSize..], NdOptions.TargetLink) is { IsMulticast: false } link && @interface is EthernetIfnet ethernet)
        {
            Learn(ethernet, gateway, link);
        }
    }
}
