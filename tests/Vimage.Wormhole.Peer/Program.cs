using System.Diagnostics;
using System.Globalization;
using Vimage;
using Vimage.Wormholes;
using Vimage.Wormholes.Tests;

// What the other process does, as its tests ask: echo PATH | frames PATH | count PATH bytes|frames connect|listen LEDGER [MICROSECONDS].
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
        if (args.Length > 5)
        {
            DieAfter(TimeSpan.FromMicroseconds(int.Parse(args[5], CultureInfo.InvariantCulture)));
        }

        await CountAsync(await OpenAsync(isFrames: args[2] == "frames", listens: args[3] == "listen"), args[4]);
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

async Task<Counting> OpenAsync(bool isFrames, bool listens)
{
    if (!listens)
    {
        return isFrames
            ? new CountingFrames((await WormholeConnector.ConnectFramesAsync(path, vnet)).End)
            : new CountingBytes((await WormholeConnector.ConnectBytesAsync(path, vnet)).End);
    }

    using WormholeListener listener = WormholeListener.Listen(path, vnet, new WormholeOptions { Capacity = 4096 });
    return isFrames
        ? new CountingFrames((await listener.AcceptFramesAsync()).End)
        : new CountingBytes((await listener.AcceptBytesAsync()).End);
}

// Sends the numbers from 0 on, and writes down how many were accepted; takes those that come. Until somebody kills it, or revokes.
static async Task CountAsync(Counting counting, string ledgerPath)
{
    using Ledger ledger = new(ledgerPath);
    try
    {
        await Task.WhenAll(
            Task.Run(() => counting.SendAsync(accepted => ledger.Value = accepted, static () => true)),
            Task.Run(counting.ReceiveAsync));
    }
    catch (WormholeRevokedException)
    {
        await Task.Delay(Timeout.Infinite);
    }
}

// As kill -9, wherever the others are by then.
static void DieAfter(TimeSpan time)
{
    Process self = Process.GetCurrentProcess();
    new Thread(() =>
    {
        long start = Stopwatch.GetTimestamp();
        if (time > TimeSpan.FromMilliseconds(1))
        {
            Thread.Sleep(time - TimeSpan.FromMilliseconds(1));
        }

        while (Stopwatch.GetElapsedTime(start) < time)
        {
        }

        self.Kill();
    }).Start();
}
