namespace Vimage.Net;

/// <content>What prefixes are on a link, and the addresses that a host makes of them (RFC 4862, 5.5).</content>
public static partial class Nd6
{
    // RFC 4862, 5.5.3 e: nobody who only claims to be a router shortens the life of an address to less.
    private const long TwoHours = 7200L * NanosecondsPerSecond;

    private const int InterfaceIdBits = 64;
    private const uint Infinite = uint.MaxValue;

    private static void OnPrefix(Ifnet @interface, in NdPrefixOption option)
    {
        InAddress prefix = new(option.Prefix.Value & InAddress.MaskOf(Math.Min(option.PrefixLength, InAddress.Bits)));
        if (option.PrefixLength > InAddress.Bits || prefix.IsLinkLocal || prefix.IsMulticast || option.PreferredLifetime > option.ValidLifetime)
        {
            return;
        }

        long now = @interface.Netisr.Now;
        if (option.IsOnLink)
        {
            UpdateOnLink(@interface, prefix, option.PrefixLength, End(now, option.ValidLifetime));
        }

        if (option.IsAutonomous && option.PrefixLength == InterfaceIdBits)
        {
            UpdateAddress(@interface, prefix, End(now, option.ValidLifetime), End(now, option.PreferredLifetime));
        }
    }

    private static long End(long now, uint seconds) => seconds == Infinite ? In6Ifaddr.Forever : now + (seconds * NanosecondsPerSecond);

    private static void UpdateOnLink(Ifnet @interface, InAddress prefix, int length, long until)
    {
        OnLinkPrefix? known = V_nd6_prefixes.Find(each => each.Interface == @interface && each.Prefix == prefix && each.Length == length);
        if (known is null)
        {
            if (until <= @interface.Netisr.Now || V_nd6_prefixes.Count(each => each.Interface == @interface) >= V_nd6_maxprefixes)
            {
                return;
            }

            V_nd6_prefixes.Add(known = new OnLinkPrefix(@interface, prefix, length));
            Routing.AddConnected(@interface, prefix, length);
        }

        known.Until = until;
    }

    private static void UpdateAddress(Ifnet @interface, InAddress prefix, long validUntil, long preferredUntil)
    {
        long now = @interface.Netisr.Now;
        List<In6Ifaddr> addresses = @interface.Inet6!.Addresses;
        In6Ifaddr? address = addresses.Find(each => each.IsAutomatic && each.Network == prefix);
        if (address is null)
        {
            InAddress number = new(prefix.High, @interface.Inet6.InterfaceId);
            if (validUntil <= now || addresses.Count(static each => each.IsAutomatic) >= V_nd6_maxprefixes || Ip6.V_in6_ifaddrhash.ContainsKey(number))
            {
                return;
            }

            address = @interface.Add(number, InterfaceIdBits);
            address.IsAutomatic = true;
            address.ValidUntil = validUntil;
        }
        else if (validUntil - now > TwoHours || validUntil > address.ValidUntil)
        {
            address.ValidUntil = validUntil;
        }
        else if (address.ValidUntil - now > TwoHours)
        {
            address.ValidUntil = now + TwoHours;
        }

        address.PreferredUntil = preferredUntil;
        @interface.Expire(address);
    }

    private static void Remove(OnLinkPrefix prefix)
    {
        V_nd6_prefixes.Remove(prefix);
        if (!prefix.Interface.Inet6!.Addresses.Exists(each => each.Network == prefix.Prefix && each.PrefixLength == prefix.Length))
        {
            Routing.TryRemoveConnected(prefix.Interface, prefix.Prefix, prefix.Length);
        }
    }

    // One timer for all routers and prefixes: there are few, and they are refreshed long before their end.
    private static void OnLifetimes()
    {
        Netisr netisr = Netisr.Current;
        foreach (OnLinkPrefix prefix in V_nd6_prefixes.FindAll(each => each.Until <= netisr.Now))
        {
            Remove(prefix);
        }

        if (V_nd6_defrouters.RemoveAll(each => each.Until <= netisr.Now) > 0)
        {
            SelectRouter();
        }

        ScheduleLifetimes(netisr);
    }

    private static void ScheduleLifetimes(Netisr netisr)
    {
        long next = In6Ifaddr.Forever;
        foreach (DefaultRouter router in V_nd6_defrouters)
        {
            next = Math.Min(next, router.Until);
        }

        foreach (OnLinkPrefix prefix in V_nd6_prefixes)
        {
            next = Math.Min(next, prefix.Until);
        }

        netisr.Stop(V_nd6_lifetimes);
        if (next != In6Ifaddr.Forever)
        {
            netisr.ResetAt(V_nd6_lifetimes, next);
        }
    }
}
