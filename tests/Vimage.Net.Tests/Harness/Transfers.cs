using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Bytes from one end of a connection to the other, in virtual time, every one of them checked.</summary>
internal static class Transfers
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(1);

    /// <summary>Connects, sends, and ends the connection from both ends.</summary>
    /// <param name="stack">Where, and in what time.</param>
    /// <param name="service">The port, and the address of who listens there.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="limit">How long it may take, in virtual time.</param>
    /// <param name="client">Who connects and sends; the current vnet unless given.</param>
    /// <param name="server">Who listens; the current vnet unless given.</param>
    /// <param name="onStep">What else happens each millisecond.</param>
    /// <returns>The virtual time that it took.</returns>
    internal static TimeSpan Run(TestStack stack, IPEndPoint service, int bytes, TimeSpan? limit = null, Vnet? client = null, Vnet? server = null, Action? onStep = null)
    {
        byte[] data = new byte[bytes];
        new Random(bytes).NextBytes(data);
        VnetTcpListener listener = In(server, () => VnetTcpListener.Create(service.Port));
        listener.Start();
        Task<byte[]> receiving = ReceiveAllAsync(listener);
        Task sending = In(client, () => SendAllAsync(service, data));
        TimeSpan start = stack.Time.GetElapsedTime(0);
        TimeSpan end = start + (limit ?? TimeSpan.FromMinutes(20));
        while (!(receiving.IsCompleted && sending.IsCompleted) && stack.Time.GetElapsedTime(0) < end)
        {
            onStep?.Invoke();
            stack.Time.Advance(s_step);
        }

        TimeSpan took = stack.Time.GetElapsedTime(0) - start;
        Assert.True(sending.IsCompleted && receiving.IsCompleted, $"The transfer has not ended in {took} (sending {sending.Status}, receiving {receiving.Status}).");
        sending.GetAwaiter().GetResult();
        Assert.True(data.AsSpan().SequenceEqual(receiving.GetAwaiter().GetResult()), "What has arrived is not what was sent.");
        listener.Stop();
        stack.Time.Advance(TimeSpan.FromMinutes(5));
        return took;
    }

    private static T In<T>(Vnet? vnet, Func<T> function) => vnet is null ? function() : vnet.Run(function);

    private static async Task SendAllAsync(IPEndPoint service, byte[] data)
    {
        using VnetSocket socket = new(service.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(service);
        Assert.Equal(data.Length, await socket.SendAsync(data));
        socket.Shutdown(SocketShutdown.Send);

        // Until the other end has closed too.
        Assert.Equal(0, await socket.ReceiveAsync(new byte[1]));
    }

    private static async Task<byte[]> ReceiveAllAsync(VnetTcpListener listener)
    {
        using VnetSocket socket = await listener.AcceptSocketAsync();
        using MemoryStream received = new();
        byte[] buffer = new byte[16384];
        while (await socket.ReceiveAsync(buffer) is > 0 and var count)
        {
            received.Write(buffer, 0, count);
        }

        return received.ToArray();
    }
}
