using System;
using System.IO;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Tasks;
using Vimage;
using Vimage.Wormholes;

namespace Aot;

/// <summary>Wormholes of bytes and frames between two vnets.</summary>
internal static class Texts
{
    /// <summary>Sends text through a pipe and a stream, and a frame; then between two mappings of one file.</summary>
    internal static async Task<string> SendAsync(Vnet a, Vnet b)
    {
        using ByteWormhole bytes = Wormhole.OpenBytes(a, b);
        using ByteWormhole streams = Wormhole.OpenBytes(a, b);
        using FrameWormhole frames = Wormhole.OpenFrames(a, b);
        string path = Path.Combine(Path.GetTempPath(), $"aot-{Environment.ProcessId}.sock");
        using WormholeListener listener = WormholeListener.Listen(path, a);
        Task<SharedWormhole<WormholePipe>> accepting = listener.AcceptBytesAsync();
        using SharedWormhole<WormholePipe> connected = await WormholeConnector.ConnectBytesAsync(path, b);
        using SharedWormhole<WormholePipe> accepted = await accepting;
        Task<SharedWormhole<WormholeFrameEnd>> acceptingFrames = listener.AcceptFramesAsync();
        using SharedWormhole<WormholeFrameEnd> connectedFrames = await WormholeConnector.ConnectFramesAsync(path, b);
        using SharedWormhole<WormholeFrameEnd> acceptedFrames = await acceptingFrames;
        return string.Join(
            ", ",
            await ThroughAsync(bytes.First, bytes.Second),
            await ThroughAsync(streams.First.AsStream(), streams.Second.AsStream()),
            await ThroughAsync(frames.First, frames.Second),
            await ThroughAsync(accepted.End, connected.End),
            await ThroughAsync(acceptedFrames.End, connectedFrames.End));
    }

    private static async Task<string> ThroughAsync(WormholePipe from, WormholePipe to)
    {
        await from.Output.WriteAsync("text"u8.ToArray());
        ReadResult result = await to.Input.ReadAsync();
        string text = Encoding.ASCII.GetString(result.Buffer);
        to.Input.AdvanceTo(result.Buffer.End);
        return text;
    }

    // Who reads waits first.
    private static async Task<string> ThroughAsync(Stream from, Stream to)
    {
        byte[] buffer = new byte[10];
        ValueTask<int> reading = to.ReadAsync(buffer);
        await from.WriteAsync("stream"u8.ToArray());
        return Encoding.ASCII.GetString(buffer, 0, await reading);
    }

    private static async Task<string> ThroughAsync(WormholeFrameEnd from, WormholeFrameEnd to)
    {
        byte[] buffer = new byte[10];
        ValueTask<int> receiving = to.ReceiveAsync(buffer);
        await from.SendAsync("frame"u8.ToArray());
        return Encoding.ASCII.GetString(buffer, 0, await receiving);
    }
}
