using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>What both ends of a connection with the kernel run: one sends, the other sends all of it back.</summary>
internal static class KernelPeer
{
    internal const int Port = 7;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    private const string Connecting = """
        import socket, threading, random, sys
        count = int(sys.argv[1])
        data = random.Random(1).randbytes(count)
        s = socket.create_connection(('10.99.0.2', 7), timeout=100)
        def send():
            s.sendall(data)
            s.shutdown(socket.SHUT_WR)
        t = threading.Thread(target=send)
        t.start()
        got = bytearray()
        while True:
            some = s.recv(65536)
            if not some:
                break
            got += some
        t.join()
        print('same' if got == data else 'other')
        """;

    private const string Serving = """
        import socket
        l = socket.create_server(('10.99.0.1', 7))
        print('ready', flush=True)
        l.settimeout(100)
        s, _ = l.accept()
        s.settimeout(100)
        while True:
            some = s.recv(65536)
            if not some:
                break
            s.sendall(some)
        s.close()
        """;

    /// <summary>Lets a program of the kernel's side connect, and sends back what it sends.</summary>
    internal static async Task ServeAsync(KernelNamespace kernel, int bytes)
    {
        using VnetTcpListener listener = StartEcho(out Task serving);
        (int exitCode, string output) = await Task.Run(
            () => kernel.Run("python3", "-c", Connecting, bytes.ToString(CultureInfo.InvariantCulture))).WaitAsync(s_limit);
        Assert.Equal((0, "same\n"), (exitCode, output));
        listener.Stop();
        await serving.WaitAsync(s_limit);
    }

    /// <summary>Connects to a program of the kernel's side that sends back what it gets.</summary>
    internal static async Task ConnectAsync(KernelNamespace kernel, int bytes)
    {
        Task<(int ExitCode, string Output)> serving = Task.Run(() => kernel.Run("python3", "-c", Serving));
        using VnetSocket socket = await ReachAsync();
        byte[] data = new byte[bytes];
        new Random(bytes).NextBytes(data);
        Task sending = Task.Run(async () =>
        {
            Assert.Equal(bytes, await socket.SendAsync(data));
            socket.Shutdown(SocketShutdown.Send);
        });
        byte[] received = new byte[bytes + 1];
        int count = 0;
        while (await socket.ReceiveAsync(received.AsMemory(count)).AsTask().WaitAsync(s_limit) is > 0 and var more)
        {
            count += more;
        }

        await sending.WaitAsync(s_limit);
        Assert.True(data.AsSpan().SequenceEqual(received.AsSpan(0, count)), $"{count} bytes have come back of {bytes}.");
        Assert.Equal((0, "ready\n"), await serving.WaitAsync(s_limit));
    }

    /// <summary>Sends back, until it is stopped, what anyone sends.</summary>
    internal static VnetTcpListener StartEcho(out Task serving)
    {
        VnetTcpListener listener = new(IPAddress.Any, Port);
        listener.Start();
        serving = ServeAllAsync(listener);
        return listener;
    }

    /// <summary>Sends back each datagram, until it is closed.</summary>
    internal static VnetUdpClient StartDatagramEcho(out Task serving)
    {
        VnetUdpClient client = new(Port);
        serving = EchoAsync(client);
        return client;
    }

    private static async Task EchoAsync(VnetUdpClient client)
    {
        try
        {
            while (true)
            {
                UdpReceiveResult received = await client.ReceiveAsync();
                await client.SendAsync(received.Buffer, received.RemoteEndPoint);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private static async Task ServeAllAsync(VnetTcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = EchoAsync(await listener.AcceptSocketAsync());
            }
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.OperationAborted)
        {
            // It was stopped.
        }
        catch (ObjectDisposedException)
        {
            // Between two connections.
        }
        catch (InvalidOperationException)
        {
            // Likewise.
        }
    }

    private static async Task EchoAsync(VnetSocket socket)
    {
        using (socket)
        {
            byte[] buffer = new byte[65536];
            try
            {
                while (await socket.ReceiveAsync(buffer) is > 0 and var count)
                {
                    await socket.SendAsync(buffer.AsMemory(0, count));
                }

                socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // A scanner's connection, which it has reset.
            }
        }
    }

    // The program takes its time to start.
    private static async Task<VnetSocket> ReachAsync()
    {
        for (int i = 0; ; i++)
        {
            VnetSocket socket = new(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(KernelNamespace.KernelAddress), Port)).AsTask().WaitAsync(s_limit);
                return socket;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused && i < 600)
            {
                socket.Dispose();
                await Task.Delay(100);
            }
        }
    }
}
