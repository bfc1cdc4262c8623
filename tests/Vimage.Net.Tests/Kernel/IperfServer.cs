using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vimage.Net.Tests;

/// <summary>
/// The server's side of a test of <c>iperf3</c>, over sockets of the current vnet: a connection to agree over, and those that bytes go by.
/// Each begins with the test's cookie; states are a byte, and what there is to say of them is JSON after its length.
/// </summary>
internal sealed class IperfServer : IDisposable
{
    private const int Port = 5201;
    private const int CookieSize = 37;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    private readonly VnetTcpListener _listener = new(IPAddress.Any, Port);
    private long[] _counts = [];

    internal IperfServer() => _listener.Start();

    private enum State : byte
    {
        TestStart = 1,
        TestRunning = 2,
        TestEnd = 4,
        ParameterExchange = 9,
        CreateStreams = 10,
        ExchangeResults = 13,
        DisplayResults = 14,
        IperfDone = 16,
    }

    /// <summary>Runs one test, which is told by bytes and not by time, and returns how many bytes have come or were sent.</summary>
    internal async Task<long> RunAsync()
    {
        using VnetSocket control = await AcceptAsync();
        await TellAsync(control, State.ParameterExchange);
        JsonNode parameters = await ReadAsync(control);
        bool sends = parameters["reverse"]?.GetValue<bool>() ?? false;
        _counts = new long[parameters["parallel"]!.GetValue<int>()];
        long share = parameters["num"]!.GetValue<long>() / _counts.Length;
        await TellAsync(control, State.CreateStreams);
        List<VnetSocket> streams = [];
        while (streams.Count < _counts.Length)
        {
            streams.Add(await AcceptAsync());
        }

        await TellAsync(control, State.TestStart);
        await TellAsync(control, State.TestRunning);
        Task[] running = [.. streams.Select((stream, i) => Task.Run(() => sends ? SendAsync(stream, i, share) : ReceiveAsync(stream, i)))];
        await ExpectAsync(control, State.TestEnd);
        await TellAsync(control, State.ExchangeResults);
        JsonNode results = await ReadAsync(control);
        if (!sends)
        {
            await WaitForAsync(results["streams"]!.AsArray().Sum(static each => each!["bytes"]!.GetValue<long>()));
        }

        await WriteAsync(control, Results());
        await TellAsync(control, State.DisplayResults);
        await ExpectAsync(control, State.IperfDone);
        await Task.WhenAll(running).WaitAsync(s_limit);
        streams.ForEach(static stream => stream.Dispose());
        return _counts.Sum();
    }

    public void Dispose() => _listener.Dispose();

    // Streams are numbered 1, 3, 4 and so on, for reasons of its own.
    private JsonObject Results() => new()
    {
        ["cpu_util_total"] = 0,
        ["cpu_util_user"] = 0,
        ["cpu_util_system"] = 0,
        ["sender_has_retransmits"] = -1,
        ["streams"] = new JsonArray([.. _counts.Select(static (bytes, i) => new JsonObject
        {
            ["id"] = i == 0 ? 1 : i + 2,
            ["bytes"] = bytes,
            ["retransmits"] = -1,
            ["jitter"] = 0,
            ["errors"] = 0,
            ["packets"] = 0,
            ["start_time"] = 0,
            ["end_time"] = 1,
        })]),
    };

    private static async Task TellAsync(VnetSocket control, State state) => Assert.Equal(1, await control.SendAsync(new[] { (byte)state }));

    private static async Task ExpectAsync(VnetSocket control, State state) => Assert.Equal(state, (State)(await FillAsync(control, 1))[0]);

    private static async Task<JsonNode> ReadAsync(VnetSocket control)
    {
        byte[] length = await FillAsync(control, sizeof(int));
        return JsonNode.Parse(await FillAsync(control, (length[2] << 8) | length[3]))!;
    }

    private static async Task WriteAsync(VnetSocket control, JsonObject results)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(results);
        byte[] message = [0, 0, (byte)(text.Length >> 8), (byte)text.Length, .. text];
        Assert.Equal(message.Length, await control.SendAsync(message));
    }

    private static async Task<byte[]> FillAsync(VnetSocket socket, int size)
    {
        byte[] buffer = new byte[size];
        for (int filled = 0; filled < size;)
        {
            int count = await socket.ReceiveAsync(buffer.AsMemory(filled)).AsTask().WaitAsync(s_limit);
            Assert.True(count > 0, "iperf3 has closed the connection.");
            filled += count;
        }

        return buffer;
    }

    private async Task<VnetSocket> AcceptAsync()
    {
        VnetSocket socket = await _listener.AcceptSocketAsync().AsTask().WaitAsync(s_limit);
        await FillAsync(socket, CookieSize);
        return socket;
    }

    private async Task SendAsync(VnetSocket stream, int index, long share)
    {
        byte[] block = new byte[65536];
        while (_counts[index] < share)
        {
            _counts[index] += await stream.SendAsync(block.AsMemory(0, (int)Math.Min(block.Length, share - _counts[index])));
        }
    }

    // Until the client closes: when it says that it has sent all, some of that is still under way.
    private async Task ReceiveAsync(VnetSocket stream, int index)
    {
        byte[] block = new byte[65536];
        while (await stream.ReceiveAsync(block) is > 0 and var count)
        {
            Interlocked.Add(ref _counts[index], count);
        }
    }

    private async Task WaitForAsync(long bytes)
    {
        for (int i = 0; _counts.Sum(static each => each) < bytes; i++)
        {
            Assert.True(i < s_limit.TotalMilliseconds / 10, $"{_counts.Sum()} bytes have come of the {bytes} that iperf3 has sent.");
            await Task.Delay(10);
        }
    }
}
