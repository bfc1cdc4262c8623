using System.Threading.Channels;
using Vimage.Bench.Harness;
using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>A message there and one back.</summary>
internal static class RoundTrips
{
    // As many as take tenths of a second.
    private const int Count = 500_000;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Outcome polled = Rounds.Run(effort, ("cache-line-round-trip", CacheLine), ("wormhole-round-trip-busy-poll", BusyPoll));
        Outcome parked = Rounds.Run(effort, ("channel-round-trip", Channels), ("wormhole-round-trip-parked", Parked));
        return
        [
            polled.Time("cache-line-round-trip"),
            polled.Time("wormhole-round-trip-busy-poll", "cache-line-round-trip", Target.AtMost(2)),
            parked.Time("channel-round-trip"),
            parked.Time("wormhole-round-trip-parked", "channel-round-trip", Target.AtMost(1)),
        ];
    }

    // The least that there is: each writes to a line of its own, and looks at the other's.
    private static double CacheLine()
    {
        const int Line = 32;
        long[] lines = new long[3 * Line];
        return Sides.Time(
            Count,
            () =>
            {
                for (int i = 1; i <= Count; i++)
                {
                    while (Volatile.Read(ref lines[Line]) != i)
                    {
                    }

                    Volatile.Write(ref lines[2 * Line], i);
                }
            },
            () =>
            {
                for (int i = 1; i <= Count; i++)
                {
                    Volatile.Write(ref lines[Line], i);
                    while (Volatile.Read(ref lines[2 * Line]) != i)
                    {
                    }
                }
            });
    }

    private static double BusyPoll()
    {
        using Wormhole<Message> wormhole = Wormholes.Wormhole.Open<Message>(
            Sides.First, Sides.Second, new WormholeOptions { Wait = WormholeWait.BusyPoll });
        return Sides.Time(
            Count,
            () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    _ = wormhole.First.Receive(out Message message);
                    wormhole.First.Send(message);
                }
            },
            () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    wormhole.Second.Send(new Message(i, i));
                    _ = wormhole.Second.Receive(out _);
                }
            });
    }

    private static double Channels()
    {
        BoundedChannelOptions options = new(4096) { SingleReader = true, SingleWriter = true };
        Channel<Message> there = Channel.CreateBounded<Message>(options);
        Channel<Message> back = Channel.CreateBounded<Message>(options);
        return Sides.TimeAsync(
            Count,
            async () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    await back.Writer.WriteAsync(await there.Reader.ReadAsync());
                }
            },
            async () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    await there.Writer.WriteAsync(new Message(i, i));
                    _ = await back.Reader.ReadAsync();
                }
            });
    }

    private static double Parked()
    {
        using Wormhole<Message> wormhole = Wormholes.Wormhole.Open<Message>(
            Sides.First, Sides.Second, new WormholeOptions { Wait = WormholeWait.Park });
        return Sides.TimeAsync(
            Count,
            async () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    await wormhole.First.SendAsync(await wormhole.First.ReceiveAsync());
                }
            },
            async () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    await wormhole.Second.SendAsync(new Message(i, i));
                    _ = await wormhole.Second.ReceiveAsync();
                }
            });
    }
}
