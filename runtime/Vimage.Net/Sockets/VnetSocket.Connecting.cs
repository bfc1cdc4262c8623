using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Connections: asking for them, granting them, ending them.</content>
public sealed partial class VnetSocket
{
    // (FreeBSD: kern.ipc.soacceptqueue.)
    private const int MaxBacklog = 128;

    // Closing reads it itself: several may close at once, and none of them has done anything wrong.
    private LingerOption? _linger = new(enable: false, 0);

    /// <inheritdoc cref="Socket.LingerState"/>
    public LingerOption? LingerState
    {
        get
        {
            ThrowIfDisposed();
            return _linger;
        }

        set
        {
            ThrowIfDisposed();
            _linger = value;
        }
    }

    /// <inheritdoc cref="Socket.Connect(EndPoint)"/>
    public void Connect(EndPoint remoteEP)
    {
        Begin(remoteEP);
        if (SocketType != SocketType.Stream)
        {
            return;
        }

        if (!Blocking && Stream.IsConnecting)
        {
            throw new SocketException((int)SocketError.WouldBlock);
        }

        while (!IsConnectFinished())
        {
            Wait(Awaited.Writable, Stopwatch.GetTimestamp(), timeout: 0);
        }
    }

    /// <inheritdoc cref="Socket.Connect(IPAddress, int)"/>
    public void Connect(IPAddress address, int port) => Connect(new IPEndPoint(address, port));

    /// <inheritdoc cref="Socket.ConnectAsync(EndPoint, CancellationToken)"/>
    public async ValueTask ConnectAsync(EndPoint remoteEP, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Begin(remoteEP);
        while (SocketType == SocketType.Stream && !IsConnectFinished())
        {
            try
            {
                await WaitAsync(Awaited.Writable, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // As a Socket does: what would become of the attempt is nobody's business any more.
                Dispose();
                throw;
            }
        }
    }

    /// <inheritdoc cref="ConnectAsync(EndPoint, CancellationToken)"/>
    public ValueTask ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken = default) =>
        ConnectAsync(new IPEndPoint(address, port), cancellationToken);

    /// <inheritdoc cref="Socket.Listen(int)"/>
    public void Listen(int backlog = MaxBacklog)
    {
        using (Enter())
        using (CURVNET_SET(_pcb.Vnet))
        {
            Check(Stream.Listen(Math.Clamp(backlog, 0, MaxBacklog)));
        }
    }

    /// <inheritdoc cref="Socket.Accept"/>
    public VnetSocket Accept()
    {
        VnetSocket? accepted;
        while ((accepted = TryAccept()) is null)
        {
            if (!Blocking)
            {
                throw new SocketException((int)SocketError.WouldBlock);
            }

            Wait(Awaited.Readable, Stopwatch.GetTimestamp(), ReceiveTimeout);
        }

        return accepted;
    }

    /// <inheritdoc cref="Socket.AcceptAsync(CancellationToken)"/>
    public async ValueTask<VnetSocket> AcceptAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        VnetSocket? accepted;
        while ((accepted = TryAccept()) is null)
        {
            await WaitAsync(Awaited.Readable, cancellationToken).ConfigureAwait(false);
        }

        return accepted;
    }

    /// <inheritdoc cref="Socket.Shutdown"/>
    public void Shutdown(SocketShutdown how)
    {
        using (Enter())
        using (CURVNET_SET(_pcb.Vnet))
        {
            if (_pcb is Tcpcb ? !Stream.IsEstablished : !_pcb.IsConnected)
            {
                throw new SocketException((int)SocketError.NotConnected);
            }

            // As a Socket has it, whatever the other half still does.
            _wasShut = true;
            if (_pcb is not Tcpcb stream)
            {
                return;
            }

            if (how is SocketShutdown.Send or SocketShutdown.Both)
            {
                stream.ShutDownWriting();
            }

            if (how is SocketShutdown.Receive or SocketShutdown.Both)
            {
                stream.ShutDownReading();
            }
        }
    }

    private void Begin(EndPoint remoteEP)
    {
        ArgumentNullException.ThrowIfNull(remoteEP);
        (InAddress address, ushort port) = Read(remoteEP);
        using (Enter())
        using (CURVNET_SET(_pcb.Vnet))
        {
            if (_pcb is Tcpcb stream)
            {
                if (stream.Listening is not null)
                {
                    throw new InvalidOperationException("The socket listens, and cannot connect.");
                }

                Check(stream.Connect(address, port));
            }
            else
            {
                ConnectDatagrams(address, port);
            }
        }
    }

    private void ConnectDatagrams(InAddress address, ushort port)
    {
        Check(Routing.Resolve(address, _pcb.LocalAddress, (uint)address.Folded ^ port, _pcb.Fib, out RouteTarget target));
        if (target.IsBroadcast && !_pcb.AllowsBroadcast)
        {
            throw new SocketException((int)SocketError.AccessDenied);
        }

        BindIfNeeded();
        if (_pcb.LocalAddress.IsAny)
        {
            _pcb.LocalAddress = target.Source;
        }

        (_pcb.RemoteAddress, _pcb.RemotePort, _pcb.IsConnected) = (address, port, true);
    }

    private void BindIfNeeded()
    {
        if (IsUdp && _pcb.LocalPort == 0)
        {
            Check(Udp.Ports.Bind(Datagrams, _pcb.LocalAddress, 0));
        }
    }

    private bool IsConnectFinished()
    {
        using (Enter())
        {
            Check(_pcb.TakeError());
            return !Stream.IsConnecting;
        }
    }

    private VnetSocket? TryAccept()
    {
        using (Enter())
        {
            if (Stream.Listening is not { } queue)
            {
                throw new InvalidOperationException("The socket does not listen. Call Listen first.");
            }

            if (queue.Count == 0)
            {
                return null;
            }

            // Where it is one too many it stays, for when there is one less.
            _pcb.Vnet.Charge(NetQuota.Sockets, 1);
            _ = queue.TryTake(out Tcpcb? connection);
            return new VnetSocket(connection!) { _linger = _linger };
        }
    }

    // (FreeBSD: soclose with SO_LINGER.)
    private void Linger()
    {
        long start = Stopwatch.GetTimestamp();
        int timeout = _linger!.LingerTime * 1000;
        try
        {
            Shutdown(SocketShutdown.Send);
            while (!IsDrained() && TryWait(Awaited.Writable, start, timeout))
            {
                // What is written is not yet what has arrived.
                Thread.Yield();
                if (Stopwatch.GetElapsedTime(start).TotalMilliseconds >= timeout)
                {
                    return;
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // There is no connection to wait for; somebody else may have closed it.
        }
    }

    private bool IsDrained()
    {
        using (Enter())
        {
            return Stream.IsDrained;
        }
    }
}
