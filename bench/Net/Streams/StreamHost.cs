using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Vimage.Net;

namespace Vimage.Bench.Net.Streams;

/// <summary>Somewhere that connections can be made: from a place of its own to another.</summary>
/// <param name="Connect">Makes one; the end that has asked comes first.</param>
/// <param name="ConnectMany">Makes and ends as many as asked for, and returns the nanoseconds for each.</param>
internal sealed record StreamHost(Func<(StreamEnd Client, StreamEnd Server)> Connect, Func<int, double> ConnectMany)
{
    private const int Backlog = 128;

    /// <summary>Makes one of the kernel's sockets.</summary>
    /// <param name="newServer">Makes the socket that listens.</param>
    /// <param name="newClient">Makes one that connects.</param>
    /// <param name="address">The address of the former.</param>
    internal static StreamHost OfKernel(Func<Socket> newServer, Func<Socket> newClient, IPAddress address)
    {
        return new StreamHost(Connect, ConnectMany);

        (StreamEnd, StreamEnd) Connect()
        {
            using Socket listener = Listen();
            Socket client = newClient();
            client.Connect(listener.LocalEndPoint!);
            return (StreamEnd.Of(client), StreamEnd.Of(listener.Accept()));
        }

        double ConnectMany(int count)
        {
            using Socket listener = Listen();
            return Time(
                count,
                async () =>
                {
                    using Socket accepted = await listener.AcceptAsync().ConfigureAwait(false);
                },
                async buffer =>
                {
                    using Socket client = newClient();
                    await client.ConnectAsync(listener.LocalEndPoint!).ConfigureAwait(false);
                    return await client.ReceiveAsync(buffer).ConfigureAwait(false);
                });
        }

        Socket Listen()
        {
            Socket listener = newServer();
            listener.Bind(new IPEndPoint(address, 0));
            listener.Listen(Backlog);
            return listener;
        }
    }

    /// <summary>Makes one of two vnets.</summary>
    internal static StreamHost OfVnets(Vnet from, Vnet to, IPAddress address)
    {
        return new StreamHost(Connect, ConnectMany);

        (StreamEnd, StreamEnd) Connect()
        {
            using VnetSocket listener = Listen();
            VnetSocket client = In(from, address);
            client.Connect(new IPEndPoint(address, ((IPEndPoint)listener.LocalEndPoint!).Port));
            return (StreamEnd.Of(client), StreamEnd.Of(listener.Accept()));
        }

        double ConnectMany(int count)
        {
            using VnetSocket listener = Listen();
            IPEndPoint service = new(address, ((IPEndPoint)listener.LocalEndPoint!).Port);
            return Time(
                count,
                async () =>
                {
                    using VnetSocket accepted = await listener.AcceptAsync().ConfigureAwait(false);
                },
                async buffer =>
                {
                    using VnetSocket client = In(from, address);
                    await client.ConnectAsync(service).ConfigureAwait(false);
                    return await client.ReceiveAsync(buffer).ConfigureAwait(false);
                });
        }

        VnetSocket Listen()
        {
            VnetSocket listener = In(to, address);
            listener.Bind(new IPEndPoint(address, 0));
            listener.Listen();
            return listener;
        }
    }

    private static VnetSocket In(Vnet vnet, IPAddress address) =>
        vnet.Run(() => new VnetSocket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp));

    // Whoever accepts closes at once; whoever has connected waits to hear of it.
    private static double Time(int count, Func<Task> accept, Func<Memory<byte>, Task<int>> connect)
    {
        long start = Stopwatch.GetTimestamp();
        Task accepting = Task.Run(async () =>
        {
            for (int i = 0; i < count; i++)
            {
                await accept().ConfigureAwait(false);
            }
        });
        Task connecting = Task.Run(async () =>
        {
            byte[] buffer = new byte[1];
            for (int i = 0; i < count; i++)
            {
                if (await connect(buffer).ConfigureAwait(false) != 0)
                {
                    throw new InvalidOperationException("Something was received that nobody has sent.");
                }
            }
        });
        Task.WaitAll(accepting, connecting);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }
}
