using System.Diagnostics;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Bytes from one end to the other, with either kind of sockets.</summary>
[Trait("RFC", "9293")]
public sealed class TransferringTests
{
    [Theory]
    [CombinedKinds]
    public void Bytes_ArePeekedAt_Counted_AndRead(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            Assert.Equal(0, server.Available);
            Assert.Equal(5, client.Send("hello"u8));
            Assert.True(server.Poll(5_000_000, SelectMode.SelectRead));
            Assert.Equal(5, server.Available);
            byte[] buffer = new byte[10];
            Assert.Equal(2, server.Receive(buffer.AsSpan(0, 2), SocketFlags.Peek));
            Assert.Equal("he"u8, buffer.AsSpan(0, 2));
            Assert.Equal(5, server.Receive(buffer));
            Assert.Equal("hello"u8, buffer.AsSpan(0, 5));
            Assert.Equal(0, server.Available);
        }
    }

    [Theory]
    [CombinedKinds]
    public void Unconnected_NeitherSendsNorReceivesNorShutsDown(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket socket = world.Create();
        Assert.Equal(SocketError.NotConnected, SocketWorld.ErrorOf(() => socket.Receive(new byte[1])));
        Assert.Equal(SocketError.NotConnected, SocketWorld.ErrorOf(() => socket.Shutdown(SocketShutdown.Both)));
        Assert.Equal(0, socket.Available);
        using IStreamSocket listener = world.Listen();
        Assert.Equal(SocketError.NotConnected, SocketWorld.ErrorOf(() => listener.Receive(new byte[1])));
    }

    [Theory]
    [CombinedKinds]
    public async Task NothingToSend_IsSent(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            Assert.Equal(0, client.Send([]));
            Assert.Equal(0, await client.SendAsync(ReadOnlyMemory<byte>.Empty));
        }
    }

    [Theory]
    [CombinedKinds]
    public async Task ReceivingNothing_WaitsForData_AndTakesNone(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            Task<int> waiting = server.ReceiveAsync(Memory<byte>.Empty).AsTask();
            await Task.Delay(100);
            Assert.False(waiting.IsCompleted);
            client.Send([1, 2, 3]);
            Assert.Equal(0, await waiting.WaitAsync(SocketWorld.Limit));
            Assert.Equal(0, await server.ReceiveAsync(Memory<byte>.Empty).AsTask().WaitAsync(SocketWorld.Limit));
            Assert.Equal(3, server.Receive(new byte[10]));
            client.Shutdown(SocketShutdown.Send);
            Assert.Equal(0, await server.ReceiveAsync(Memory<byte>.Empty).AsTask().WaitAsync(SocketWorld.Limit));
        }
    }

    [Theory]
    [CombinedKinds]
    public async Task TwoWhoWait_AreServedInTheirOrder_EvenByOneSegment(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            byte[] first = new byte[2];
            byte[] second = new byte[2];
            Task<int> one = server.ReceiveAsync(first).AsTask();
            Task<int> two = server.ReceiveAsync(second).AsTask();
            client.Send([1, 2, 3, 4]);
            Assert.Equal(2, await one.WaitAsync(SocketWorld.Limit));
            Assert.Equal(2, await two.WaitAsync(SocketWorld.Limit));
            Assert.Equal([1, 2, 3, 4], first.Concat(second));
        }
    }

    [Theory]
    [CombinedKinds]
    public async Task TwoWhoWaitToSend_SendOneAfterTheOther(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            byte[] data = new byte[8 << 20];
            Task<int> one = client.SendAsync(data).AsTask();
            Task<int> two = client.SendAsync(Enumerable.Repeat((byte)1, data.Length).ToArray()).AsTask();
            byte[] buffer = new byte[2 * data.Length];
            int received = 0;
            while (received < buffer.Length)
            {
                received += await server.ReceiveAsync(buffer.AsMemory(received, Math.Min(100_000, buffer.Length - received))).AsTask().WaitAsync(SocketWorld.Limit);
            }

            Assert.Equal(data.Length, buffer.AsSpan().IndexOf((byte)1));
            Assert.Equal(-1, buffer.AsSpan(data.Length).IndexOfAnyExcept((byte)1));

            Assert.Equal((data.Length, data.Length), (await one.WaitAsync(SocketWorld.Limit), await two.WaitAsync(SocketWorld.Limit)));
        }
    }

    [Theory]
    [CombinedKinds]
    public async Task Cancelled_TheReaderTakesNothing(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            using CancellationTokenSource stop = new();
            byte[] buffer = new byte[10];
            Task<int> receiving = server.ReceiveAsync(buffer, SocketFlags.None, stop.Token).AsTask();
            await stop.CancelAsync();
            OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(SocketWorld.Limit));
            Assert.Equal(stop.Token, cancelled.CancellationToken);
            client.Send([1, 2, 3]);
            Assert.Equal(3, await server.ReceiveAsync(buffer).AsTask().WaitAsync(SocketWorld.Limit));
        }
    }

    [Theory]
    [CombinedKinds]
    public void NonBlocking_SaysSo_WhenThereIsNothing_OrNoRoom(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            server.Blocking = client.Blocking = false;
            Assert.Equal(SocketError.WouldBlock, SocketWorld.ErrorOf(() => server.Receive(new byte[1])));
            byte[] data = new byte[100_000];
            Assert.Equal(SocketError.WouldBlock, SocketWorld.ErrorOf(() =>
            {
                for (int i = 0; i < 1000; i++)
                {
                    Assert.NotEqual(0, client.Send(data));
                }
            }));
            Assert.False(client.Poll(0, SelectMode.SelectWrite));
        }
    }

    [Theory]
    [CombinedKinds]
    public void Timeouts_EndTheWait(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            server.ReceiveTimeout = client.SendTimeout = 200;
            long start = Stopwatch.GetTimestamp();
            Assert.Equal(SocketError.TimedOut, SocketWorld.ErrorOf(() => server.Receive(new byte[1])));
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 150, 20_000);
            byte[] data = new byte[64 << 20];
            Assert.Equal(SocketError.TimedOut, SocketWorld.ErrorOf(() => client.Send(data)));
            client.Send([], SocketFlags.None);
        }
    }

    [Theory]
    [CombinedKinds]
    public void Poll_WaitsAsLongAsItWasTold(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            Assert.True(client.Poll(0, SelectMode.SelectWrite));
            Assert.False(client.Poll(0, SelectMode.SelectError));
            long start = Stopwatch.GetTimestamp();
            Assert.False(server.Poll(100_000, SelectMode.SelectRead));
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 80, 20_000);
            client.Send([1]);
            Assert.True(server.Poll(-1, SelectMode.SelectRead));
            Assert.Equal(1, server.Receive(new byte[1]));
            client.Shutdown(SocketShutdown.Send);
            Assert.True(server.Poll(-1, SelectMode.SelectRead));
            Assert.Equal(0, server.Available);
        }
    }

    [Theory]
    [CombinedKinds]
    public void UrgentByte_ComesApart(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            client.NoDelay = true;
            client.Send("ab!"u8, SocketFlags.OutOfBand);
            client.Send("cd"u8);
            Assert.True(SpinWait.SpinUntil(() => server.Available >= 2, SocketWorld.Limit));
            byte[] buffer = new byte[10];
            Assert.Equal(1, server.Receive(buffer, SocketFlags.OutOfBand));
            Assert.Equal((byte)'!', buffer[0]);
        }
    }

    [Theory]
    [CombinedKinds]
    public async Task MuchData_GoesBothWaysAtOnce(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            byte[] there = new byte[10_000_000];
            byte[] back = new byte[7_000_000];
            new Random(1).NextBytes(there);
            new Random(2).NextBytes(back);
            await Task.WhenAll(SendAsync(client, there), SendAsync(server, back), ReceiveAsync(client, back), ReceiveAsync(server, there)).WaitAsync(SocketWorld.Limit);
        }

        static async Task SendAsync(IStreamSocket socket, byte[] data)
        {
            await Task.Yield();
            Assert.Equal(data.Length, await socket.SendAsync(data));
            socket.Shutdown(SocketShutdown.Send);
        }

        static async Task ReceiveAsync(IStreamSocket socket, byte[] expected)
        {
            await Task.Yield();
            byte[] received = new byte[expected.Length + 1];
            int count = 0;
            while (await socket.ReceiveAsync(received.AsMemory(count)) is > 0 and var more)
            {
                count += more;
            }

            Assert.True(received.AsSpan(0, count).SequenceEqual(expected));
        }
    }
}
