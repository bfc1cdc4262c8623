using System.Diagnostics;

namespace Vimage.Bench.Net.Streams;

/// <summary>What connections are used for. Each end is a task of its own, as in any program.</summary>
internal static class StreamWork
{
    internal const int MessageSize = 64;

    private const int BufferSize = 1 << 18;

    /// <summary>Moves bytes from one end to the other.</summary>
    /// <returns>Nanoseconds for each.</returns>
    internal static double Move(StreamEnd from, StreamEnd to, long bytes)
    {
        long start = Stopwatch.GetTimestamp();
        Task<long> receiving = Task.Run(async () =>
        {
            byte[] buffer = new byte[BufferSize];
            long received = 0;
            while (received < bytes && await to.Receive(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                received += count;
            }

            return received;
        });
        Task sending = Task.Run(async () =>
        {
            byte[] buffer = new byte[BufferSize];
            for (long sent = 0; sent < bytes; sent += buffer.Length)
            {
                await from.Send(buffer).ConfigureAwait(false);
            }
        });
        sending.GetAwaiter().GetResult();
        long moved = receiving.GetAwaiter().GetResult();
        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return moved >= bytes ? nanoseconds / bytes : throw new InvalidOperationException($"Of {bytes} bytes {moved} have arrived.");
    }

    /// <summary>Sends messages back and forth.</summary>
    /// <returns>Nanoseconds for each round trip.</returns>
    internal static double RoundTrips(StreamEnd client, StreamEnd server, int count)
    {
        Task answering = Task.Run(async () =>
        {
            byte[] buffer = new byte[MessageSize];
            for (int i = 0; i < count; i++)
            {
                await ReceiveAllAsync(server, buffer).ConfigureAwait(false);
                await server.Send(buffer).ConfigureAwait(false);
            }
        });
        Task<double> asking = Task.Run(async () =>
        {
            byte[] buffer = new byte[MessageSize];
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
            {
                await client.Send(buffer).ConfigureAwait(false);
                await ReceiveAllAsync(client, buffer).ConfigureAwait(false);
            }

            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
        });
        answering.GetAwaiter().GetResult();
        return asking.GetAwaiter().GetResult();
    }

    private static async ValueTask ReceiveAllAsync(StreamEnd end, Memory<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            int count = await end.Receive(buffer).ConfigureAwait(false);
            buffer = count > 0 ? buffer[count..] : throw new InvalidOperationException("The connection has ended too early.");
        }
    }
}
