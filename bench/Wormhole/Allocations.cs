using Vimage.Bench.Harness;
using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>What a message allocates, of the whole process, once all is in motion.</summary>
internal static class Allocations
{
    private const int Count = 200_000;

    // A thread and a task for each measurement, and what the thread pool takes now and then: of so many messages nothing.
    private const double Nothing = 0.1;

    internal static IEnumerable<Row> Run(Effort effort) =>
    [
        Measure("wormhole-messages-bytes", MoveMessages),
        Measure("wormhole-messages-parked-bytes", MoveMessagesParkedAsync),
        Measure("wormhole-pipe-bytes", MoveBytesAsync),
        Measure("wormhole-frames-bytes", MoveFrames),
    ];

    private static Row Measure(string id, Action move)
    {
        move();
        move();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        move();
        return new Row(id, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Count, "B", Target: Target.AtMost(Nothing));
    }

    private static readonly Wormhole<Message> s_messages = Wormholes.Wormhole.Open<Message>(Sides.First, Sides.Second);
    private static readonly Wormhole<Message> s_parked = Wormholes.Wormhole.Open<Message>(
        Sides.First, Sides.Second, new WormholeOptions { Wait = WormholeWait.Park, Capacity = 16 });

    private static readonly ByteWormhole s_bytes = Wormholes.Wormhole.OpenBytes(Sides.First, Sides.Second);
    private static readonly FrameWormhole s_frames = Wormholes.Wormhole.OpenFrames(Sides.First, Sides.Second);

    private static void MoveMessages() => Sides.Time(
        Count,
        static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                s_messages.First.Send(new Message(i, i));
            }
        },
        static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                s_messages.Second.Receive(out _);
            }
        });

    private static void MoveMessagesParkedAsync() => Sides.TimeAsync(
        Count,
        static async () =>
        {
            for (int i = 0; i < Count; i++)
            {
                await s_parked.First.SendAsync(new Message(i, i));
            }
        },
        static async () =>
        {
            for (int i = 0; i < Count; i++)
            {
                await s_parked.Second.ReceiveAsync();
            }
        });

    private static void MoveBytesAsync()
    {
        byte[] bytes = new byte[100];
        Sides.TimeAsync(
            Count,
            async () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    await s_bytes.First.Output.WriteAsync(bytes);
                }
            },
            async () =>
            {
                for (long received = 0; received < Count * 100L;)
                {
                    System.IO.Pipelines.ReadResult result = await s_bytes.Second.Input.ReadAsync();
                    received += result.Buffer.Length;
                    s_bytes.Second.Input.AdvanceTo(result.Buffer.End);
                }
            });
    }

    private static void MoveFrames()
    {
        byte[] sent = new byte[100];
        byte[] received = new byte[100];
        Sides.Time(
            Count,
            () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    s_frames.First.Send(sent);
                }
            },
            () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    s_frames.Second.Receive(received);
                }
            });
    }
}
