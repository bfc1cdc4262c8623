using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>How connections come about, with either kind of sockets.</summary>
[Trait("RFC", "9293")]
public sealed class ConnectingTests
{
    [Theory]
    [CombinedKinds]
    public void BothEnds_KnowBothEnds(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        using IStreamSocket client = world.Create();
        Assert.Null(client.LocalEndPoint);
        Assert.Null(client.RemoteEndPoint);
        Assert.False(client.IsBound || client.Connected);
        client.Connect(listener.LocalEndPoint!);
        using IStreamSocket server = listener.Accept();
        Assert.True(client.Connected && server.Connected && client.IsBound);
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
        Assert.Equal(listener.LocalEndPoint, server.LocalEndPoint);
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)client.LocalEndPoint!).Address);
        Assert.False(listener.Connected);
        Assert.Null(listener.RemoteEndPoint);
    }

    [Theory]
    [CombinedKinds]
    public async Task PortThatNobodyHas_Refuses(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket client = world.Create();
        IPEndPoint unused = world.Unused();
        Assert.Equal(SocketError.ConnectionRefused, SocketWorld.ErrorOf(() => client.Connect(unused)));
        Assert.False(client.Connected);
        using IStreamSocket other = world.Create();
        Assert.Equal(SocketError.ConnectionRefused, await SocketWorld.ErrorOfAsync(other.ConnectAsync(unused).AsTask()));
    }

    [Theory]
    [CombinedKinds]
    public void ConnectingTwice_Fails(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        using IStreamSocket client = world.Create();
        client.Connect(listener.LocalEndPoint!);
        Assert.Equal(SocketError.IsConnected, SocketWorld.ErrorOf(() => client.Connect(listener.LocalEndPoint!)));
        Assert.True(client.Connected);
    }

    [Theory]
    [CombinedKinds]
    public void Binding_FailsTwice_OnATakenPort_AndToForeignAddresses(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        Assert.Equal(SocketError.InvalidArgument, SocketWorld.ErrorOf(() => listener.Bind(new IPEndPoint(IPAddress.Loopback, 0))));
        using IStreamSocket second = world.Create();
        Assert.Equal(SocketError.AddressAlreadyInUse, SocketWorld.ErrorOf(() => second.Bind(listener.LocalEndPoint!)));
        Assert.Equal(SocketError.AddressNotAvailable, SocketWorld.ErrorOf(() => second.Bind(new IPEndPoint(IPAddress.Parse("198.51.100.1"), 0))));
        second.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.NotEqual(0, ((IPEndPoint)second.LocalEndPoint!).Port);
        Assert.True(second.IsBound);
        Assert.Null(second.RemoteEndPoint);
    }

    [Theory]
    [CombinedKinds]
    public void BoundSocket_ConnectsFromThere(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        using IStreamSocket client = world.Create();
        client.Bind(new IPEndPoint(IPAddress.Any, 0));
        int port = ((IPEndPoint)client.LocalEndPoint!).Port;
        client.Connect(listener.LocalEndPoint!);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, port), client.LocalEndPoint);
    }

    [Theory]
    [CombinedKinds]
    public void AcceptingWithoutListening_IsAMistake(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket socket = world.Create();
        Assert.Throws<InvalidOperationException>(() => socket.Accept());
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Throws<InvalidOperationException>(() => socket.Accept());
    }

    [Theory]
    [CombinedKinds]
    public async Task ConnectingAListener_IsAMistake(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        using IStreamSocket other = world.Listen();
        Assert.Throws<InvalidOperationException>(() => listener.Connect(other.LocalEndPoint!));
        await Assert.ThrowsAsync<InvalidOperationException>(() => listener.ConnectAsync(other.LocalEndPoint!).AsTask());
    }

    [Theory]
    [CombinedKinds]
    public void AcceptedSocket_HasTheListenersOptions(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        listener.NoDelay = true;
        listener.LingerState = new LingerOption(enable: true, 7);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, 1);
        listener.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 77);
        using IStreamSocket client = world.Create();
        client.Connect(listener.LocalEndPoint!);
        using IStreamSocket server = listener.Accept();
        Assert.True(server.NoDelay);
        Assert.Equal((true, 7), (server.LingerState!.Enabled, server.LingerState.LingerTime));
        Assert.NotEqual(0, server.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal(77, server.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.True(server.Blocking);
        server.LingerState = new LingerOption(enable: false, 0);
    }

    [Theory]
    [CombinedKinds]
    public async Task WaitingToAccept_EndsWithItsToken_AndAcceptsLater(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        using CancellationTokenSource stop = new();
        Task<IStreamSocket> accepting = listener.AcceptAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting.WaitAsync(SocketWorld.Limit));
        accepting = listener.AcceptAsync().AsTask();
        using IStreamSocket client = world.Create();
        await client.ConnectAsync(listener.LocalEndPoint!);
        using IStreamSocket server = await accepting.WaitAsync(SocketWorld.Limit);
        Assert.True(server.Connected);
    }

    [Theory]
    [CombinedKinds]
    public async Task WaitingToAccept_EndsWithTheListener(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        Task<IStreamSocket> accepting = listener.AcceptAsync().AsTask();
        listener.Dispose();
        Assert.Equal(SocketError.OperationAborted, await SocketWorld.ErrorOfAsync(accepting));
    }

    [Theory]
    [CombinedKinds]
    public async Task TokenThatWasCancelledBefore_KeepsFromBeginning(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        using IStreamSocket client = world.Create();
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ConnectAsync(listener.LocalEndPoint!, cancelled).AsTask());
        client.Connect(listener.LocalEndPoint!);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listener.AcceptAsync(cancelled).AsTask());
        using IStreamSocket server = listener.Accept();
        server.Send([1]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ReceiveAsync(new byte[1], SocketFlags.None, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(new byte[1], cancelled).AsTask());
        Assert.Equal(1, client.Receive(new byte[2]));
    }

    [Theory]
    [CombinedKinds]
    public void NonBlockingListener_HasNoneToAccept(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        using IStreamSocket listener = world.Listen();
        listener.Blocking = false;
        Assert.Equal(SocketError.WouldBlock, SocketWorld.ErrorOf(() => listener.Accept()));
        Assert.False(listener.Poll(0, SelectMode.SelectRead));
        using IStreamSocket client = world.Create();
        client.Connect(listener.LocalEndPoint!);
        Assert.True(listener.Poll(5_000_000, SelectMode.SelectRead));
        listener.Accept().Dispose();
    }

    [Theory]
    [CombinedKinds]
    public void PortOfAnEndedConnection_CanBeListenedOnAgain(SocketKind kind)
    {
        using SocketWorld world = new(kind);
        EndPoint local;
        using (IStreamSocket listener = world.Listen())
        {
            local = listener.LocalEndPoint!;
            using IStreamSocket client = world.Create();
            client.Connect(local);
            using IStreamSocket server = listener.Accept();
            server.Shutdown(SocketShutdown.Send);
            Assert.Equal(0, client.Receive(new byte[1]));
        }

        using IStreamSocket again = world.Create();
        again.Bind(local);
        again.Listen(1);
        using IStreamSocket next = world.Create();
        next.Connect(local);
        Assert.True(next.Connected);
    }
}
