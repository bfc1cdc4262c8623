using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Carries on to another address, over a connection of its own for each, what comes to a port of the current vnet.</summary>
internal sealed class TcpRelay : IDisposable
{
    private readonly VnetTcpListener _listener;
    private readonly IPEndPoint _target;
    private readonly Task _accepting;
    private readonly List<Task> _connections = [];
    private long _carried;

    internal TcpRelay(int port, IPEndPoint target)
    {
        (_listener, _target) = (VnetTcpListener.Create(port), target);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Gets how many bytes were carried, both ways.</summary>
    internal long Carried => Interlocked.Read(ref _carried);

    /// <summary>Takes no more connections, and waits for the end of those that there are.</summary>
    internal async Task StopAsync()
    {
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections).WaitAsync(TimeSpan.FromSeconds(60));
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(CarryAsync(await _listener.AcceptSocketAsync()));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was stopped.
        }
    }

    private async Task CarryAsync(VnetSocket near)
    {
        using (near)
        using (VnetSocket far = new(_target.AddressFamily, SocketType.Stream, ProtocolType.Tcp))
        {
            try
            {
                await far.ConnectAsync(_target);
                await Task.WhenAll(CarryAsync(near, far), CarryAsync(far, near));
            }
            catch (SocketException)
            {
                // One end has had enough, and closing tells the other.
            }
        }
    }

    private async Task CarryAsync(VnetSocket from, VnetSocket to)
    {
        byte[] block = new byte[65536];
        try
        {
            while (await from.ReceiveAsync(block) is > 0 and var count)
            {
                await to.SendAsync(block.AsMemory(0, count));
                Interlocked.Add(ref _carried, count);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // What is under way the other way has no one to go to.
            from.Close();
            to.Close();
        }
    }
}
