using System.Threading.Channels;
using Vimage.Bench.Harness;
using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>Messages of 16 bytes, one way, from one thread to another.</summary>
internal static class Messages
{
    // As many as take about half a second: where the pool runs both sides of a channel changes several times in it.
    private const int ChannelCount = 4_000_000;
    private const int Count = 40_000_000;
    private const int BatchedCount = 256_000_000;
    private const int BatchSize = 64;
    private const int Capacity = 4096;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Outcome outcome = Rounds.Run(
            effort,
            ("channel-messages", Channels),
            ("wormhole-messages", () => OneByOne(new WormholeOptions { Capacity = Capacity })),
            ("wormhole-messages-unhoisted", Unhoisted),
            ("wormhole-messages-many-senders", () => OneByOne(new WormholeOptions { Capacity = Capacity, ManySenders = true })),
            ("wormhole-messages-async", Async),
            ("wormhole-batches", Batches));
        return
        [
            outcome.Frequency("channel-messages"),
            outcome.Frequency("wormhole-messages", "channel-messages", Target.AtLeast(12)),
            outcome.Frequency("wormhole-messages-unhoisted", "channel-messages"),
            outcome.Frequency("wormhole-messages-many-senders", "channel-messages"),
            outcome.Frequency("wormhole-messages-async", "channel-messages"),
            outcome.Frequency("wormhole-batches", "channel-messages", Target.AtLeast(60)),
        ];
    }

    private static double Channels()
    {
        Channel<Message> channel = Channel.CreateBounded<Message>(
            new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });
        return Sides.TimeAsync(
            ChannelCount,
            async () =>
            {
                for (int i = 0; i < ChannelCount; i++)
                {
                    Message message = new(i, i);
                    if (!channel.Writer.TryWrite(message))
                    {
                        await channel.Writer.WriteAsync(message);
                    }
                }

                channel.Writer.Complete();
            },
            async () =>
            {
                long expected = 0;
                while (await channel.Reader.WaitToReadAsync())
                {
                    while (channel.Reader.TryRead(out Message message))
                    {
                        Expect(expected++, message);
                    }
                }
            });
    }

    private static double OneByOne(WormholeOptions options)
    {
        using Wormhole<Message> wormhole = Wormholes.Wormhole.Open<Message>(Sides.First, Sides.Second, options);
        return Sides.Time(
            Count,
            () =>
            {
                WormholeSender<Message> sender = wormhole.First.BeginSending();
                for (int i = 0; i < Count; i++)
                {
                    sender.Send(new Message(i, i));
                }
            },
            () =>
            {
                WormholeReceiver<Message> receiver = wormhole.Second.BeginReceiving();
                for (int i = 0; i < Count; i++)
                {
                    _ = receiver.Receive(out Message message);
                    Expect(i, message);
                }
            });
    }

    // As the other one, with the current vnet looked up for every message.
    private static double Unhoisted()
    {
        using Wormhole<Message> wormhole = Wormholes.Wormhole.Open<Message>(
            Sides.First, Sides.Second, new WormholeOptions { Capacity = Capacity });
        return Sides.Time(
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
                    _ = wormhole.Second.Receive(out Message message);
                    Expect(i, message);
                }
            });
    }

    private static double Async()
    {
        using Wormhole<Message> wormhole = Wormholes.Wormhole.Open<Message>(
            Sides.First, Sides.Second, new WormholeOptions { Capacity = Capacity });
        return Sides.TimeAsync(
            Count,
            async () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    await wormhole.First.SendAsync(new Message(i, i));
                }

                wormhole.First.Complete();
            },
            async () =>
            {
                long expected = 0;
                while (await wormhole.Second.WaitToReceiveAsync())
                {
                    while (wormhole.Second.TryReceive(out Message message))
                    {
                        Expect(expected++, message);
                    }
                }
            });
    }

    private static double Batches()
    {
        using Wormhole<Message> wormhole = Wormholes.Wormhole.Open<Message>(
            Sides.First, Sides.Second, new WormholeOptions { Capacity = Capacity });
        return Sides.Time(
            BatchedCount,
            () =>
            {
                Message[] batch = new Message[BatchSize];
                for (int i = 0; i < BatchedCount; i += BatchSize)
                {
                    batch[0] = new Message(i, i);
                    wormhole.First.SendBatch(batch);
                }
            },
            () =>
            {
                Message[] batch = new Message[BatchSize];
                for (int i = 0; i < BatchedCount;)
                {
                    i += wormhole.Second.ReceiveBatch(batch);
                }
            });
    }

    private static void Expect(long number, Message message)
    {
        if (message.Number != number)
        {
            throw new InvalidOperationException($"Message {message.Number} came instead of {number}.");
        }
    }
}
