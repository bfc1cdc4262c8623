using System.Security.Cryptography;

namespace Vimage.Net;

/// <content>Advertisements that come in. (FreeBSD: <c>carp_input_c</c>.)</content>
public sealed partial class Carp
{
    /// <summary>Receives an advertisement, which stays the caller's.</summary>
    internal static void Input(Mbuf packet, in NetworkHeader ip, byte timeToLive)
    {
        bool isInet = ip.Destination.IsIpv4;
        V_carpstats.Received += isInet ? 1 : 0;
        V_carpstats.Received6 += isInet ? 0 : 1;
        if (!V_carp_allow)
        {
            return;
        }

        Carp[] carps = packet.ReceiveInterface!.VirtualHosts;
        Span<byte> message = packet.Span[ip.Length..];
        if (carps.Length == 0)
        {
            V_carpstats.BadInterface++;
        }
        else if (message.Length < CarpHeader.Size)
        {
            V_carpstats.BadLength++;
        }
        else if (!new CarpHeader(message).HasRightChecksum)
        {
            V_carpstats.BadChecksum++;
        }
        else if (Find(packet.ReceiveInterface, message[1]) is not { } carp || (isInet ? carp._inet.Count : carp._inet6.Count) == 0)
        {
            V_carpstats.BadVhid++;
        }
        else if (carp.IsGenuine(new CarpHeader(message), (isInet ? carp.Peer : carp.Peer6) is null, timeToLive))
        {
            carp.Hear(new CarpHeader(message), isInet);
        }
    }

    private bool IsGenuine(in CarpHeader carp, bool isOfLink, byte timeToLive)
    {
        if (carp.VersionField != CarpHeader.Version)
        {
            V_carpstats.BadVersion++;
            return false;
        }

        if (isOfLink && timeToLive != TimeToLive)
        {
            V_carpstats.BadTimeToLive++;
            return false;
        }

        Span<byte> digest = stackalloc byte[CarpHeader.DigestSize];
        MakeDigest(carp.Counter, digest);
        if (!CryptographicOperations.FixedTimeEquals(digest, carp.Digest))
        {
            V_carpstats.BadAuthentication++;
            return false;
        }

        return true;
    }

    // Who comes to be master goes on counting where the last one has ended.
    private void Hear(in CarpHeader carp, bool isInet)
    {
        _counter = carp.Counter;
        long own = Microseconds(AdvBase, DemotedSkew);
        long theirs = Microseconds(carp.AdvBase, carp.AdvSkew);
        if (State == CarpState.Master)
        {
            if (own >= theirs)
            {
                Change(CarpState.Backup);
            }
        }
        else if (State == CarpState.Backup)
        {
            bool isPreempted = V_carp_preempt && own < theirs;
            V_carpstats.Preemptions += isPreempted ? 1 : 0;
            if (isPreempted || IsTooSlow(theirs))
            {
                Change(CarpState.Master);
            }
            else
            {
                AwaitMaster(isInet ? _masterDown : _masterDown6, isDue: true);
            }
        }
    }

    // A master whose next advertisement would come after it was given up is given up now.
    private bool IsTooSlow(long interval)
    {
        const int Silences = 3;
        return Microseconds(Silences * AdvBase, DemotedSkew) < interval;
    }
}
