using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>A socket of the kernel's stack: what it does is right.</summary>
internal sealed class KernelSocket(Socket socket) : IStreamSocket
{
    public bool Blocking
    {
        get => socket.Blocking;
        set => socket.Blocking = value;
    }

    public bool NoDelay
    {
        get => socket.NoDelay;
        set => socket.NoDelay = value;
    }

    public bool Connected => socket.Connected;

    public bool IsBound => socket.IsBound;

    public int Available => socket.Available;

    public int ReceiveTimeout
    {
        get => socket.ReceiveTimeout;
        set => socket.ReceiveTimeout = value;
    }

    public int SendTimeout
    {
        get => socket.SendTimeout;
        set => socket.SendTimeout = value;
    }

    public short Ttl
    {
        get => socket.Ttl;
        set => socket.Ttl = value;
    }

    public LingerOption? LingerState
    {
        get => socket.LingerState;
        set => socket.LingerState = value!;
    }

    public EndPoint? LocalEndPoint => socket.LocalEndPoint;

    public EndPoint? RemoteEndPoint => socket.RemoteEndPoint;

    public void Bind(EndPoint endPoint) => socket.Bind(endPoint);

    public void Listen(int backlog) => socket.Listen(backlog);

    public IStreamSocket Accept() => new KernelSocket(socket.Accept());

    public async ValueTask<IStreamSocket> AcceptAsync(CancellationToken cancellationToken = default) => new KernelSocket(await socket.AcceptAsync(cancellationToken));

    public void Connect(EndPoint endPoint) => socket.Connect(endPoint);

    public ValueTask ConnectAsync(EndPoint endPoint, CancellationToken cancellationToken = default) => socket.ConnectAsync(endPoint, cancellationToken);

    public int Send(ReadOnlySpan<byte> buffer, SocketFlags flags = SocketFlags.None) => socket.Send(buffer, flags);

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        socket.SendAsync(buffer, SocketFlags.None, cancellationToken);

    public int Receive(Span<byte> buffer, SocketFlags flags = SocketFlags.None) => socket.Receive(buffer, flags);

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, SocketFlags flags = SocketFlags.None, CancellationToken cancellationToken = default) =>
        socket.ReceiveAsync(buffer, flags, cancellationToken);

    public bool Poll(int microSeconds, SelectMode mode) => socket.Poll(microSeconds, mode);

    public void Shutdown(SocketShutdown how) => socket.Shutdown(how);

    public void Close(int timeout) => socket.Close(timeout);

    public void SetSocketOption(SocketOptionLevel level, SocketOptionName name, int value) => socket.SetSocketOption(level, name, value);

    public int GetSocketOption(SocketOptionLevel level, SocketOptionName name) => (int)socket.GetSocketOption(level, name)!;

    public void Dispose() => socket.Dispose();
}
