using System;
using System.IO;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Tasks;
using Vimage;
using Vimage.Wormholes;

namespace Aot;

/// <summary>Wormholes of every form between two vnets.</summary>
internal static class Passages
{
    private const int Many = 100_000;

    /// <summary>Sums up what comes through, sent by another thread one message at a time.</summary>
    internal static async Task<long> SumAsync(Vnet a, Vnet b)
    {
        using Wormhole<long> wormhole = Wormhole.Open<long>(a, b, new WormholeOptions { Capacity = 64 });
        Task sending = a.RunAsync(() => Task.Run(() =>
        {
            for (int i = 1; i <= Many; i++)
            {
                wormhole.First.Send(i);
            }

            wormhole.First.Complete();
        }));
        long sum = await b.RunAsync(async () =>
        {
            long sum = 0;
            await foreach (long number in wormhole.Second.ReceiveAllAsync())
            {
                sum += number;
            }

            return sum;
        });
        await sending;
        return sum;
    }

    /// <summary>Passes a buffer on, and says what the receiver finds in it and whether the sender can still look.</summary>
    internal static string PassBuffer(Vnet a, Vnet b)
    {
        using Wormhole<WormholeBuffer> wormhole = Wormhole.Open<WormholeBuffer>(a, b);
        WormholeBuffer buffer = WormholeBuffer.Rent(5);
        "bytes"u8.CopyTo(buffer.Span);
        wormhole.First.Send(buffer);
        _ = wormhole.Second.Receive(out WormholeBuffer received);
        string found = Encoding.ASCII.GetString(received.Span);
        received.Dispose();
        return $"{found}, {(buffer.IsOwned ? "the sender's" : "not the sender's")}";
    }

    /// <summary>Sends text through a pipe, and a frame; the second time between two mappings of one file.</summary>
    internal static async Task<string> SendTextAsync(Vnet a, Vnet b)
    {
        using ByteWormhole bytes = Wormhole.OpenBytes(a, b);
        using FrameWormhole frames = Wormhole.OpenFrames(a, b);
        string path = Path.Combine(Path.GetTempPath(), $"aot-{Environment.ProcessId}.sock");
        using WormholeListener listener = WormholeListener.Listen(path, a);
        Task<SharedWormhole<WormholePipe>> accepting = listener.AcceptBytesAsync();
        using SharedWormhole<WormholePipe> connected = await WormholeConnector.ConnectBytesAsync(path, b);
        using SharedWormhole<WormholePipe> accepted = await accepting;
        frames.First.Send("frame"u8);
        byte[] frame = new byte[10];
        int length = frames.Second.Receive(frame);
        return $"{await ThroughAsync(bytes.First, bytes.Second)}, {Encoding.ASCII.GetString(frame, 0, length)}, {await ThroughAsync(accepted.End, connected.End)}";
    }

    private static async Task<string> ThroughAsync(WormholePipe from, WormholePipe to)
    {
        await from.Output.WriteAsync("text"u8.ToArray());
        ReadResult result = await to.Input.ReadAsync();
        string text = Encoding.ASCII.GetString(result.Buffer);
        to.Input.AdvanceTo(result.Buffer.End);
        return text;
    }
}
