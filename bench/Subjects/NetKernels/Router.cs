using Vimage.Net;

namespace Vimage.Bench.Subjects;

/// <summary>
/// A vnet that forwards from one pair of interfaces to another, fed with frames as if they had come over the first: what the
/// stack itself does, to completion, on one thread.
/// </summary>
public sealed class Router
{
    /// <summary>The length of a frame: the shortest that Ethernet has, with the four bytes of its own checksum that nobody here carries.</summary>
    public const int FrameSize = 64;

    /// <summary>How many are delivered by one holder of the lock, as a driver hands over what came since it looked last.</summary>
    public const int Burst = 64;

    private readonly Netisr _netisr;
    private readonly Epair _inside;
    private readonly Epair _outside;
    private readonly byte[] _frame;
    private readonly byte[] _answer;
    private readonly FloodFrames _floodFrames;

    private Router(Netisr netisr, Epair inside, Epair outside, byte[] frame, byte[] answer)
    {
        _netisr = netisr;
        _inside = inside;
        _outside = outside;
        _frame = frame;
        _answer = answer;
        _floodFrames = new FloodFrames(netisr, inside);
    }

    private Epair End => _outside.Peer;

    /// <summary>Makes one of the interfaces of the current vnet, which has none yet; what it sends ends there too.</summary>
    /// <returns>The router.</returns>
    public static Router Create() => Create(RouterFrames.Ipv4);

    /// <summary>Makes one of IPv6 likewise.</summary>
    /// <returns>The router.</returns>
    public static Router CreateIpv6() => Create(RouterFrames.Ipv6);

    /// <summary>Makes one of both families likewise; what is measured of it is IPv4.</summary>
    /// <returns>The router.</returns>
    public static Router CreateDualStack()
    {
        Router router = Create();
        RouterFrames.Ipv6.Configure(router._inside, router._outside);
        return router;
    }

    /// <summary>Makes one of the current vnet, between two new ones below it.</summary>
    /// <returns>The router.</returns>
    public static Router CreateBetween()
    {
        Router router = Create();
        router._inside.Peer.MoveTo(Vnet.Current.CreateChild("inside"));
        router.End.MoveTo(Vnet.Current.CreateChild("outside"));
        router.End.Up();
        return router;
    }

    /// <summary>Forwards.</summary>
    /// <param name="count">The number of packets, rounded up to whole bursts.</param>
    /// <returns>How many of them were there.</returns>
    /// <exception cref="InvalidOperationException">Some did not arrive.</exception>
    public int Forward(int count)
    {
        long before = End.Counters.PacketsIn;
        int sent = 0;
        while (sent < count)
        {
            using (_netisr.Enter())
            {
                for (int i = 0; i < Burst; i++)
                {
                    Deliver(_inside, _frame);
                }
            }

            sent += Burst;
        }

        // A router of IPv6 has something to say of its own now and then.
        return End.Counters.PacketsIn - before >= sent
            ? sent
            : throw new InvalidOperationException($"Of {sent} packets {End.Counters.PacketsIn - before} were forwarded.");
    }

    /// <summary>Floods it from inside with frames that each want a place in some table.</summary>
    /// <param name="flood">Which table: <c>arp</c>, <c>nd</c>, <c>fragments</c>, <c>fragments6</c>, <c>states</c> or <c>groups</c>.</param>
    /// <param name="count">The number of frames, rounded up to whole bursts.</param>
    public void Flood(string flood, int count)
    {
        for (int sent = 0; sent < count; sent += Burst)
        {
            using (_netisr.Enter())
            {
                for (int i = 0; i < Burst; i++)
                {
                    _netisr.Schedule(_inside, _floodFrames.Next(flood));
                }
            }
        }
    }

    /// <summary>Forwards one packet the other way, as an answer to the others.</summary>
    public void Answer()
    {
        using (_netisr.Enter())
        {
            Deliver(_outside, _answer);
        }
    }

    /// <summary>Returns what is forwarded.</summary>
    /// <param name="router">The router's link-layer address.</param>
    /// <returns>A UDP datagram with all its headers.</returns>
    public static byte[] FrameTo(ReadOnlySpan<byte> router) => RouterFrames.Ipv4.FrameTo(MacAddress.Read(router), FrameSize);

    private static Router Create(RouterFrames frames)
    {
        Netisr netisr = new(seed: 1);
        Netisr.Current = netisr;
        Ip.IsForwarding = true;
        Ip6.IsForwarding = true;
        (Epair inside, _) = Epair.Create();
        (Epair outside, Epair end) = Epair.Create();
        frames.Configure(inside, outside);
        end.Up();
        return new Router(netisr, inside, outside, frames.FrameTo(inside.LinkAddress, FrameSize), frames.AnswerTo(outside.LinkAddress, FrameSize));
    }

    private void Deliver(Epair @interface, byte[] frame)
    {
        Mbuf packet = _netisr.Pool.Get(FrameSize);
        frame.CopyTo(packet.Append(FrameSize));
        _netisr.Schedule(@interface, packet);
    }
}
