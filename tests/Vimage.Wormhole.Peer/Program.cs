using System.IO.Pipelines;
using Vimage;
using Vimage.Wormholes;

// What the other process does, as its tests ask: echo | frames | count.
string task = args[0];
string path = args[1];
Vnet vnet = Vnet.Root.CreateChild("peer");
switch (task)
{
    case "echo":
        await EchoAsync();
        break;
    case "frames":
        await EchoFramesAsync();
        break;
    case "count":
        await CountAsync();
        break;
    default:
        throw new ArgumentException($"'{task}' is none of echo, frames and count.");
}

// Sends back every byte, until there are no more.
async Task EchoAsync()
{
    using SharedWormhole<WormholePipe> wormhole = await WormholeConnector.ConnectBytesAsync(path, vnet);
    await wormhole.End.Input.CopyToAsync(wormhole.End.Output);
    await wormhole.End.Output.CompleteAsync();
}

async Task EchoFramesAsync()
{
    using SharedWormhole<WormholeFrameEnd> wormhole = await WormholeConnector.ConnectFramesAsync(path, vnet);
    byte[] frame = new byte[wormhole.End.MaxLength];
    int length;
    while ((length = await wormhole.End.ReceiveAsync(frame)) > 0)
    {
        await wormhole.End.SendAsync(frame.AsMemory(0, length));
    }
}

// Sends the numbers from 0 on, and takes whatever comes, for ever.
async Task CountAsync()
{
    using SharedWormhole<WormholePipe> wormhole = await WormholeConnector.ConnectBytesAsync(path, vnet);
    _ = Task.Run(() => wormhole.End.Input.CopyToAsync(Stream.Null));
    PipeWriter output = wormhole.End.Output;
    for (long next = 0; ;)
    {
        Memory<byte> memory = output.GetMemory(sizeof(long));
        int count = Math.Min(memory.Length / sizeof(long), 1 + (int)(next % 97));
        for (int i = 0; i < count; i++)
        {
            BitConverter.TryWriteBytes(memory.Span[(i * sizeof(long))..], next++);
        }

        output.Advance(count * sizeof(long));
        await output.FlushAsync();
    }
}
