using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>What <see cref="Socket"/> and <see cref="VnetSocket"/> are both to do, and in the same way.</summary>
internal interface IStreamSocket : IDisposable
{
    bool Blocking { get; set; }

    bool NoDelay { get; set; }

    bool Connected { get; }

    bool IsBound { get; }

    int Available { get; }

    int ReceiveTimeout { get; set; }

    int SendTimeout { get; set; }

    short Ttl { get; set; }

    LingerOption? LingerState { get; set; }

    EndPoint? LocalEndPoint { get; }

    EndPoint? RemoteEndPoint { get; }

    void Bind(EndPoint endPoint);

    void Listen(int backlog);

    IStreamSocket Accept();

    ValueTask<IStreamSocket> AcceptAsync(CancellationToken cancellationToken = default);

    void Connect(EndPoint endPoint);

    ValueTask ConnectAsync(EndPoint endPoint, CancellationToken cancellationToken = default);

    int Send(ReadOnlySpan<byte> buffer, SocketFlags flags = SocketFlags.None);

    ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default);

    int Receive(Span<byte> buffer, SocketFlags flags = SocketFlags.None);

    ValueTask<int> ReceiveAsync(Memory<byte> buffer, SocketFlags flags = SocketFlags.None, CancellationToken cancellationToken = default);

    bool Poll(int microSeconds, SelectMode mode);

    void Shutdown(SocketShutdown how);

    void Close(int timeout);

    void SetSocketOption(SocketOptionLevel level, SocketOptionName name, int value);

    int GetSocketOption(SocketOptionLevel level, SocketOptionName name);
}
