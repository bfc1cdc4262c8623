using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>The bytes of a connection, as <see cref="NetworkStream"/> offers them.</summary>
public sealed class VnetNetworkStream : Stream
{
    private readonly bool _ownsSocket;

    /// <summary>Initializes a new instance of the <see cref="VnetNetworkStream"/> class.</summary>
    /// <param name="socket">A socket with a connection.</param>
    /// <param name="ownsSocket">Whether the socket is closed with the stream.</param>
    /// <exception cref="IOException">The socket has no connection, or is for datagrams.</exception>
    public VnetNetworkStream(VnetSocket socket, bool ownsSocket = false)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (socket.SocketType != SocketType.Stream || !socket.Connected)
        {
            throw new IOException("The socket has no connection. Connect or accept one first.");
        }

        Socket = socket;
        _ownsSocket = ownsSocket;
    }

    /// <inheritdoc cref="NetworkStream.Socket"/>
    public VnetSocket Socket { get; }

    /// <inheritdoc cref="NetworkStream.DataAvailable"/>
    public bool DataAvailable => Socket.Available > 0;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanTimeout => true;

    /// <inheritdoc/>
    public override int ReadTimeout
    {
        get => Socket.ReceiveTimeout <= 0 ? Timeout.Infinite : Socket.ReceiveTimeout;
        set => Socket.ReceiveTimeout = Checked(value);
    }

    /// <inheritdoc/>
    public override int WriteTimeout
    {
        get => Socket.SendTimeout <= 0 ? Timeout.Infinite : Socket.SendTimeout;
        set => Socket.SendTimeout = Checked(value);
    }

    /// <summary>A connection has no length.</summary>
    public override long Length => throw NotSeekable();

    /// <summary>A connection has no position.</summary>
    public override long Position
    {
        get => throw NotSeekable();
        set => throw NotSeekable();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Socket.Receive(buffer);
        }
        catch (SocketException error)
        {
            throw Failed("read from", error);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            throw Failed("read from", error);
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            Socket.Send(buffer);
        }
        catch (SocketException error)
        {
            throw Failed("write to", error);
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await Socket.SendAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            throw Failed("write to", error);
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Does nothing: what is written is on its way.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc cref="Flush"/>
    /// <param name="cancellationToken">Not used.</param>
    /// <returns>A task that has ended.</returns>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A connection can't be sought in.</summary>
    /// <param name="offset">Not used.</param>
    /// <param name="origin">Not used.</param>
    /// <returns>Nothing.</returns>
    public override long Seek(long offset, SeekOrigin origin) => throw NotSeekable();

    /// <summary>A connection has no length to set.</summary>
    /// <param name="value">Not used.</param>
    public override void SetLength(long value) => throw NotSeekable();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsSocket)
        {
            Socket.Dispose();
        }

        base.Dispose(disposing);
    }

    private static int Checked(int timeout) => timeout is > 0 or Timeout.Infinite
        ? Math.Max(0, timeout)
        : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A timeout is a number of milliseconds above 0, or Timeout.Infinite.");

    private static NotSupportedException NotSeekable() => new("A connection can't be sought in, and has no length.");

    private static IOException Failed(string what, SocketException error) => new($"Unable to {what} the connection: {error.Message}", error);
}
