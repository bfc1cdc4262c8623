using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>How connections end, with either kind of sockets.</summary>
[Trait("RFC", "9293")]
public sealed class EndingTests
{
    [Theory]
    [CombinedKinds]
    public void HalfClosed_TheOtherHalfGoesOn(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            client.Send([1]);
            client.Shutdown(SocketShutdown.Send);
            byte[] buffer = new byte[10];
            Assert.Equal(1, server.Receive(buffer));
            Assert.Equal(0, server.Receive(buffer));
            Assert.Equal(0, server.Receive(buffer));
            Assert.True(server.Connected);
            Assert.False(client.Connected);
            server.Send([1, 2]);
            Assert.True(client.Poll(5_000_000, SelectMode.SelectRead));
            Assert.Equal(2, client.Receive(buffer));
            Assert.Equal(SocketError.Shutdown, SocketWorld.ErrorOf(() => client.Send([1])));
            client.Shutdown(SocketShutdown.Send);
        }
    }

    [Theory]
    [CombinedKinds]
    public void ShutForReading_EndsTheReader(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        using (server)
        {
            server.Shutdown(SocketShutdown.Receive);
            Assert.Equal(0, server.Receive(new byte[1]));
            server.Send([1]);
            Assert.Equal(1, client.Receive(new byte[2]));
        }
    }

    [Theory]
    [CombinedKinds]
    public async Task ReaderThatWaits_EndsWithTheOtherEnd(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (client)
        {
            Task<int> waiting = client.ReceiveAsync(new byte[1]).AsTask();
            server.Dispose();
            Assert.Equal(0, await waiting.WaitAsync(SocketWorld.Limit));
        }
    }

    [Theory]
    [CombinedKinds]
    public async Task ReaderThatWaits_EndsWithItsSocket(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (server)
        {
            Task<int> waiting = client.ReceiveAsync(new byte[1]).AsTask();
            client.Dispose();
            Assert.Equal(SocketError.OperationAborted, await SocketWorld.ErrorOfAsync(waiting));
        }
    }

    [Theory]
    [CombinedKinds]
    public async Task WriterThatWaits_EndsWithItsSocket(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (server)
        {
            Task<int> waiting = client.SendAsync(new byte[64 << 20]).AsTask();
            await Task.Delay(100);
            Assert.False(waiting.IsCompleted);
            client.Dispose();
            Assert.Equal(SocketError.OperationAborted, await SocketWorld.ErrorOfAsync(waiting));
        }
    }

    [Theory]
    [CombinedKinds]
    public async Task ThreadThatWaits_EndsWithItsSocket(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (server)
        {
            Task<int> waiting = Task.Factory.StartNew(() => client.Receive(new byte[1]), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await Task.Delay(200);
            client.Dispose();
            Assert.Equal(SocketError.ConnectionAborted, await SocketWorld.ErrorOfAsync(waiting));
        }
    }

    [Theory]
    [CombinedKinds]
    public async Task ThreadThatAccepts_EndsWithItsSocket(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        IStreamSocket listener = world.Listen();
        Task waiting = Task.Factory.StartNew(() => listener.Accept(), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.Delay(200);
        listener.Dispose();
        Assert.Equal(SocketError.Interrupted, await SocketWorld.ErrorOfAsync(waiting));
    }

    [Fact]
    public void Sockets_that_two_close_at_once_are_closed_and_nobody_is_told_off()
    {
        VnetSocket[] sockets = [.. Enumerable.Range(0, 20_000).Select(static _ => new VnetSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))];
        void CloseAll() => Array.ForEach(sockets, static socket => socket.Close());
        AtOnce.Repeat(rounds: 1, () => [CloseAll, CloseAll], static thrown => Assert.All(thrown, Assert.Null));
        Assert.All(sockets, static socket => Assert.Throws<ObjectDisposedException>(() => socket.Available));
    }

    [Theory]
    [CombinedKinds]
    public void LingerOfNoTime_Resets(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (server)
        {
            client.LingerState = new LingerOption(enable: true, 0);
            client.Dispose();
            Assert.True(server.Poll(5_000_000, SelectMode.SelectRead));
            Assert.Equal(SocketError.ConnectionReset, SocketWorld.ErrorOf(() => server.Receive(new byte[1])));
            Assert.Equal(SocketError.Shutdown, SocketWorld.ErrorOf(() => server.Send([1])));
            Assert.Equal(0, server.Receive(new byte[1]));
        }
    }

    [Theory]
    [CombinedKinds]
    public void CloseWithDataThatNobodyHasRead_Resets(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (server)
        {
            server.Send([1]);
            Assert.True(client.Poll(5_000_000, SelectMode.SelectRead));
            client.Dispose();
            Assert.True(server.Poll(5_000_000, SelectMode.SelectRead));
            Assert.Equal(SocketError.ConnectionReset, SocketWorld.ErrorOf(() => server.Receive(new byte[1])));
        }
    }

    [Theory]
    [CombinedKinds]
    public void SendingToWhoHasClosed_FailsInTheEnd(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (server)
        {
            client.Dispose();
            SocketError error = SocketWorld.ErrorOf(() =>
            {
                for (int i = 0; i < 1000; i++)
                {
                    server.Send([1]);
                    Thread.Sleep(1);
                }
            });
            Assert.True(error is SocketError.Shutdown or SocketError.ConnectionReset, $"{error}");
        }
    }

    [Theory]
    [CombinedKinds]
    public void LingerWithTime_WaitsUntilAllIsSent(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        (IStreamSocket client, IStreamSocket server) = world.Connect();
        using (server)
        {
            client.Send(new byte[10_000]);
            long start = Stopwatch.GetTimestamp();
            client.Close(20);
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
            int received = 0;
            byte[] buffer = new byte[100_000];
            while (server.Receive(buffer) is > 0 and var more)
            {
                received += more;
            }

            Assert.Equal(10_000, received);
        }
    }

    [Theory]
    [CombinedKinds]
    public void Disposed_ItDoesNothingAnyMore(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        EndPoint remote = listener.LocalEndPoint!;
        IStreamSocket socket = world.Create();
        socket.Connect(remote);
        socket.Dispose();
        socket.Dispose();
        Assert.False(socket.Connected);
        Action[] all =
        [
            () => socket.Send([1]),
            () => socket.Receive(new byte[1]),
            () => socket.Connect(remote),
            () => socket.Bind(remote),
            () => socket.Listen(1),
            () => socket.Accept(),
            () => socket.Shutdown(SocketShutdown.Both),
            () => socket.Poll(0, SelectMode.SelectRead),
            () => _ = socket.Available,
            () => _ = socket.LocalEndPoint,
            () => _ = socket.RemoteEndPoint,
            () => _ = socket.NoDelay,
            () => socket.NoDelay = true,
            () => _ = socket.Ttl,
            () => _ = socket.LingerState,
            () => _ = socket.ReceiveTimeout,
            () => socket.ReceiveTimeout = 1,
            () => socket.Blocking = false,
            () => socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, 1),
            () => socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive),
        ];
        Assert.All(all, static action => Assert.Throws<ObjectDisposedException>(action));
    }

    [Theory]
    [CombinedKinds]
    public async Task Disposed_ItDoesNothingLaterEither(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        EndPoint remote = listener.LocalEndPoint!;
        IStreamSocket socket = world.Create();
        socket.Connect(remote);
        socket.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => socket.SendAsync(new byte[1]).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => socket.ReceiveAsync(new byte[1]).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => socket.ConnectAsync(remote).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => socket.AcceptAsync().AsTask());
    }
}
