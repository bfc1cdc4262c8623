using System.IO.Pipelines;
using Vimage.Bench.Harness;
using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>What a message allocates, of the whole process, once all is in motion: in each form, and however it is waited for.</summary>
internal static class Allocations
{
    private const int Count = 100_000;
    private const int Size = 100;
    private const int BatchSize = 64;

    // A thread and a task for each measurement, and what the thread pool takes now and then: of so many messages nothing.
    private const double Nothing = 0.1;

    private static readonly WormholeOptions s_parked = new() { Wait = WormholeWait.Park, Capacity = 16 };
    private static readonly WormholeOptions s_parkedBytes = new() { Wait = WormholeWait.Park, Capacity = 16 * Size };

    internal static IEnumerable<Row> Run(Effort effort)
    {
        using Wormhole<Message> messages = Wormholes.Wormhole.Open<Message>(Sides.First, Sides.Second);
        using Wormhole<Message> parked = Wormholes.Wormhole.Open<Message>(Sides.First, Sides.Second, s_parked);
        using Wormhole<WormholeBuffer> buffers = Wormholes.Wormhole.Open<WormholeBuffer>(Sides.First, Sides.Second, s_parked);
        using ByteWormhole bytes = Wormholes.Wormhole.OpenBytes(Sides.First, Sides.Second);
        using ByteWormhole stream = Wormholes.Wormhole.OpenBytes(Sides.First, Sides.Second, s_parkedBytes);
        using FrameWormhole frames = Wormholes.Wormhole.OpenFrames(Sides.First, Sides.Second);
        using FrameWormhole parkedFrames = Wormholes.Wormhole.OpenFrames(Sides.First, Sides.Second, s_parkedBytes);
        using SharedPair shared = new();
        return
        [
            Measure(effort, "wormhole-messages-bytes", () => Send(messages)),
            Measure(effort, "wormhole-messages-parked-bytes", () => SendAsync(parked)),
            Measure(effort, "wormhole-batches-bytes", () => SendBatches(messages)),
            Measure(effort, "wormhole-batches-parked-bytes", () => SendBatchesAsync(parked)),
            Measure(effort, "wormhole-buffers-parked-bytes", () => SendAsync(buffers)),
            Measure(effort, "wormhole-pipe-bytes", () => SendAsync(bytes.First, bytes.Second)),
            Measure(effort, "wormhole-stream-parked-bytes", () => SendAsync(stream.First.AsStream(), stream.Second.AsStream())),
            Measure(effort, "wormhole-frames-bytes", () => Send(frames.First, frames.Second)),
            Measure(effort, "wormhole-frames-parked-bytes", () => SendAsync(parkedFrames.First, parkedFrames.Second)),
            Measure(effort, "wormhole-shared-pipe-bytes", () => SendAsync(shared.Bytes.From, shared.Bytes.To)),
            Measure(effort, "wormhole-shared-frames-bytes", () => SendAsync(shared.Frames.From, shared.Frames.To)),
        ];
    }

    private static Row Measure(Effort effort, string id, Action move)
    {
        move();
        move();
        List<double> figures = [];
        for (int i = 0; i < effort.SlowerRounds; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            move();
            figures.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Count);
        }

        return new Row(id, Measurement.Median(figures), "B", Target: Target.AtMost(Nothing));
    }

    private static void Send(Wormhole<Message> wormhole) => Move(
        i => wormhole.First.Send(new Message(i, i)),
        () => wormhole.Second.Receive(out _) ? 1 : 0);

    private static void SendAsync(Wormhole<Message> wormhole) => MoveAsync(
        i => wormhole.First.SendAsync(new Message(i, i)),
        () => wormhole.Second.ReceiveAsync(),
        static _ => 1);

    private static void SendBatches(Wormhole<Message> wormhole)
    {
        Message[] sent = new Message[BatchSize];
        Message[] received = new Message[BatchSize];
        Move(_ => wormhole.First.SendBatch(sent), () => wormhole.Second.ReceiveBatch(received), BatchSize);
    }

    private static void SendBatchesAsync(Wormhole<Message> wormhole)
    {
        Message[] sent = new Message[BatchSize];
        Message[] received = new Message[BatchSize];
        MoveAsync(_ => wormhole.First.SendBatchAsync(sent), () => wormhole.Second.ReceiveBatchAsync(received), static count => count, BatchSize);
    }

    private static void SendAsync(Wormhole<WormholeBuffer> wormhole) => MoveAsync(
        _ => wormhole.First.SendAsync(WormholeBuffer.Rent(Size)),
        () => wormhole.Second.ReceiveAsync(),
        static buffer =>
        {
            buffer.Dispose();
            return 1;
        });

    private static void SendAsync(WormholePipe from, WormholePipe to)
    {
        byte[] bytes = new byte[Size];
        MoveAsync<FlushResult, ReadResult>(
            _ => from.Output.WriteAsync(bytes),
            () => to.Input.ReadAsync(),
            result =>
            {
                to.Input.AdvanceTo(result.Buffer.End);
                return (int)result.Buffer.Length;
            },
            Size);
    }

    private static void SendAsync(Stream from, Stream to)
    {
        byte[] sent = new byte[Size];
        byte[] received = new byte[Size];
        MoveAsync(_ => from.WriteAsync(sent), () => to.ReadAsync(received), static count => count, Size);
    }

    private static void Send(WormholeFrameEnd from, WormholeFrameEnd to)
    {
        byte[] sent = new byte[Size];
        byte[] received = new byte[Size];
        Move(_ => from.Send(sent), () => to.Receive(received), Size);
    }

    private static void SendAsync(WormholeFrameEnd from, WormholeFrameEnd to)
    {
        byte[] sent = new byte[Size];
        byte[] received = new byte[Size];
        MoveAsync(_ => from.SendAsync(sent), () => to.ReceiveAsync(received), static count => count, Size);
    }

    // Of parts that a send has, receiving takes some at a time.
    private static void Move(Action<int> send, Func<int> receive, int parts = 1) => Sides.Time(
        Count,
        () =>
        {
            for (int i = 0; i < Count; i++)
            {
                send(i);
            }
        },
        () =>
        {
            for (long received = 0; received < (long)Count * parts;)
            {
                received += receive();
            }
        });

    private static void MoveAsync<TReceived>(Func<int, ValueTask> send, Func<ValueTask<TReceived>> receive, Func<TReceived, int> countOf, int parts = 1) =>
        Sides.TimeAsync(
            Count,
            async () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    await send(i);
                }
            },
            () => ReceiveAsync(receive, countOf, parts));

    private static void MoveAsync<TSent, TReceived>(Func<int, ValueTask<TSent>> send, Func<ValueTask<TReceived>> receive, Func<TReceived, int> countOf, int parts) =>
        Sides.TimeAsync(
            Count,
            async () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    _ = await send(i);
                }
            },
            () => ReceiveAsync(receive, countOf, parts));

    private static async Task ReceiveAsync<TReceived>(Func<ValueTask<TReceived>> receive, Func<TReceived, int> countOf, int parts)
    {
        for (long received = 0; received < (long)Count * parts;)
        {
            received += countOf(await receive());
        }
    }
}
