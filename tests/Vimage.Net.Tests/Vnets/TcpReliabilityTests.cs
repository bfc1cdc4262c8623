using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>
/// Connections over links that lose, reorder, duplicate and corrupt up to 30 percent of what they carry. A few seconds here; as long as
/// <c>VIMAGE_STRESS_SECONDS</c> says, from a seed that is told, where that is set.
/// </summary>
[Trait("RFC", "9293")]
public sealed class TcpReliabilityTests(ITestOutputHelper output)
{
    private const int Connections = 12;

    private static readonly IPEndPoint s_service = new(IPAddress.Parse("192.0.2.2"), 80);

    [Fact]
    public void EveryByteArrives_AndEveryConnectionEnds()
    {
        string? asked = Environment.GetEnvironmentVariable("VIMAGE_STRESS_SECONDS");
        TimeSpan limit = TimeSpan.FromSeconds(asked is null ? 3 : int.Parse(asked, CultureInfo.InvariantCulture));
        ulong seed = asked is null ? 1 : (ulong)Random.Shared.NextInt64();
        long start = Stopwatch.GetTimestamp();
        (int rounds, long bytes, int givenUp) = (0, 0, 0);
        do
        {
            Round round = Run(seed);
            (rounds, bytes, givenUp, seed) = (rounds + 1, bytes + round.Bytes, givenUp + round.GivenUp, seed + 1);
        }
        while (Stopwatch.GetElapsedTime(start) < limit);
        output.WriteLine($"{rounds} rounds to seed {seed - 1}: {bytes} bytes, {givenUp} of {2 * rounds * Connections} ends gave up.");
        Assert.True(bytes > 0);
    }

    private Round Run(ulong seed)
    {
        using TestStack stack = new(seed);
        SeededRandom random = new(seed);
        (Epair a, Epair b) = Hosts.Connect(Hosts.Add("first"), Hosts.Add("second"));
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        (a.Link, b.Link) = (Bad(random), Bad(random));
        Round round = new() { Listener = b.Vnet.Run(static () => new VnetTcpListener(IPAddress.Any, s_service.Port)) };
        round.Listener.Start();
        List<Task> ends = [ServeAsync(round)];
        for (uint i = 0; i < Connections; i++)
        {
            byte[] data = Data((i << 20) + (uint)random.Next(200_000));
            ends.Add(a.Vnet.Run(() => ConnectAsync(data, round)));
        }

        for (int i = 0; i < 100 && !ends[1..].TrueForAll(static end => end.IsCompleted); i++)
        {
            stack.Time.Advance(TimeSpan.FromMinutes(5));
        }

        round.Listener.Stop();
        stack.Time.Advance(TimeSpan.FromHours(3));
        ends.AddRange(round.Serving);
        Assert.All(ends, end => Assert.True(end.IsCompletedSuccessfully, $"seed {seed}: {end.Status} {end.Exception}"));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
        return round;
    }

    private static LinkProperties Bad(SeededRandom random) => new()
    {
        Delay = TimeSpan.FromMilliseconds(random.Next(30)),
        Jitter = TimeSpan.FromMilliseconds(random.Next(10)),
        Loss = random.Next(300) / 1000.0,
        Reorder = random.Next(300) / 1000.0,
        Duplicate = random.Next(300) / 1000.0,
        Corrupt = random.Next(300) / 1000.0,
    };

    // What begins with a number is determined by it.
    private static byte[] Data(uint number)
    {
        byte[] data = new byte[4 + (number & 0xFFFFF)];
        new Random((int)number).NextBytes(data);
        BinaryPrimitives.WriteUInt32BigEndian(data, number);
        return data;
    }

    private static async Task ConnectAsync(byte[] data, Round round)
    {
        using VnetSocket socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(s_service);
            await Task.WhenAll(SendAsync(socket, data), ReceiveAsync(socket, data, round));
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.TimedOut or SocketError.ConnectionReset or SocketError.HostUnreachable or SocketError.Shutdown)
        {
            round.GivenUp++;
        }
    }

    private static async Task ServeAsync(Round round)
    {
        try
        {
            while (true)
            {
                round.Serving.Add(AnswerAsync(await round.Listener.AcceptSocketAsync(), round));
            }
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.OperationAborted)
        {
            // It was stopped.
        }
    }

    private static async Task AnswerAsync(VnetSocket accepted, Round round)
    {
        using VnetSocket socket = accepted;
        try
        {
            byte[] head = new byte[4];
            for (int i = 0; i < 4; i++)
            {
                if (await socket.ReceiveAsync(head.AsMemory(i, 1)) == 0)
                {
                    return;
                }
            }

            byte[] data = Data(BinaryPrimitives.ReadUInt32BigEndian(head));
            await Task.WhenAll(SendAsync(socket, data), ReceiveAsync(socket, data[4..], round));
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.TimedOut or SocketError.ConnectionReset or SocketError.Shutdown)
        {
            round.GivenUp++;
        }
    }

    private static async Task SendAsync(VnetSocket socket, byte[] data)
    {
        Assert.Equal(data.Length, await socket.SendAsync(data));
        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task ReceiveAsync(VnetSocket socket, byte[] expected, Round round)
    {
        byte[] buffer = new byte[10_000];
        int received = 0;
        while (await socket.ReceiveAsync(buffer) is > 0 and var count)
        {
            Assert.True(expected.AsSpan(received, count).SequenceEqual(buffer.AsSpan(0, count)), $"Other bytes came than were sent, from {received} on.");
            received += count;
            round.Bytes += count;
        }

        Assert.Equal(expected.Length, received);
    }

    private sealed class Round
    {
        internal required VnetTcpListener Listener { get; init; }

        internal List<Task> Serving { get; } = [];

        internal long Bytes { get; set; }

        internal int GivenUp { get; set; }
    }
}
