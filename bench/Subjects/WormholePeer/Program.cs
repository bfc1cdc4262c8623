using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using Vimage;
using Vimage.Bench.Wormhole;
using Vimage.Wormholes;

// FORM TASK PATH COUNT SIZE LOOK: takes so many bytes and looks at them or does not, or sends them so many at a time; by shared memory or
// by a Unix domain socket.
(string form, string task, string path) = (args[0], args[1], args[2]);
(long total, int size) = (long.Parse(args[3], CultureInfo.InvariantCulture), int.Parse(args[4], CultureInfo.InvariantCulture));
bool isLooking = bool.Parse(args[5]);
if (form == "wormhole")
{
    using SharedWormhole<WormholePipe> wormhole = await WormholeConnector.ConnectBytesAsync(path, Vnet.Root.CreateChild("peer"));
    await RunAsync(wormhole.End.Input, bytes => wormhole.End.Output.WriteAsync(bytes).AsTask());
}
else
{
    using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
    using NetworkStream stream = new(socket, ownsSocket: false);
    await RunAsync(PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: size)), bytes => socket.SendAsync(bytes));
}

async Task RunAsync(PipeReader input, Func<byte[], Task> send)
{
    await send([1]);
    if (task == "sink")
    {
        await TakeAsync(input, total);
        await send([1]);
    }
    else
    {
        await TakeAsync(input, 1);
        byte[] bytes = new byte[size];
        for (long sent = 0; sent < total; sent += size)
        {
            await send(bytes);
        }
    }

    // Until the other side has gone.
    await TakeAsync(input, long.MaxValue);
}

async Task TakeAsync(PipeReader input, long count)
{
    long received = 0;
    while (received < count)
    {
        ReadResult result = await input.ReadAsync();
        received += result.Buffer.Length;
        if (isLooking)
        {
            Zeros.Expect(result.Buffer);
        }

        input.AdvanceTo(result.Buffer.End);
        if (result.IsCompleted)
        {
            return;
        }
    }
}
