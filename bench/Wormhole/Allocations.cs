using System.IO.Pipelines;
using Vimage.Bench.Harness;
using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>What a message allocates, of the whole process, once all is in motion.</summary>
internal static class Allocations
{
    private const int Count = 200_000;
    private const int Size = 100;

    // A thread and a task for each measurement, and what the thread pool takes now and then: of so many messages nothing.
    private const double Nothing = 0.1;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        using Wormhole<Message> messages = Wormholes.Wormhole.Open<Message>(Sides.First, Sides.Second);
        using Wormhole<Message> parked = Wormholes.Wormhole.Open<Message>(
            Sides.First, Sides.Second, new WormholeOptions { Wait = WormholeWait.Park, Capacity = 16 });
        using ByteWormhole bytes = Wormholes.Wormhole.OpenBytes(Sides.First, Sides.Second);
        using FrameWormhole frames = Wormholes.Wormhole.OpenFrames(Sides.First, Sides.Second);
        return
        [
            Measure("wormhole-messages-bytes", () => Move(messages)),
            Measure("wormhole-messages-parked-bytes", () => MoveAsync(parked)),
            Measure("wormhole-pipe-bytes", () => MoveAsync(bytes)),
            Measure("wormhole-frames-bytes", () => Move(frames)),
        ];
    }

    private static Row Measure(string id, Action move)
    {
        move();
        move();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        move();
        return new Row(id, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Count, "B", Target: Target.AtMost(Nothing));
    }

    private static void Move(Wormhole<Message> wormhole) => Sides.Time(
        Count,
        () =>
        {
            for (int i = 0; i < Count; i++)
            {
                wormhole.First.Send(new Message(i, i));
            }
        },
        () =>
        {
            for (int i = 0; i < Count; i++)
            {
                wormhole.Second.Receive(out _);
            }
        });

    private static void MoveAsync(Wormhole<Message> wormhole) => Sides.TimeAsync(
        Count,
        async () =>
        {
            for (int i = 0; i < Count; i++)
            {
                await wormhole.First.SendAsync(new Message(i, i));
            }
        },
        async () =>
        {
            for (int i = 0; i < Count; i++)
            {
                await wormhole.Second.ReceiveAsync();
            }
        });

    private static void MoveAsync(ByteWormhole wormhole)
    {
        byte[] bytes = new byte[Size];
        Sides.TimeAsync(
            Count,
            async () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    await wormhole.First.Output.WriteAsync(bytes);
                }
            },
            async () =>
            {
                for (long received = 0; received < (long)Count * Size;)
                {
                    ReadResult result = await wormhole.Second.Input.ReadAsync();
                    received += result.Buffer.Length;
                    wormhole.Second.Input.AdvanceTo(result.Buffer.End);
                }
            });
    }

    private static void Move(FrameWormhole wormhole)
    {
        byte[] sent = new byte[Size];
        byte[] received = new byte[Size];
        Sides.Time(
            Count,
            () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    wormhole.First.Send(sent);
                }
            },
            () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    wormhole.Second.Receive(received);
                }
            });
    }
}
