namespace Vimage.Bench.Net.Streams;

/// <summary>What connections do.</summary>
internal static class StreamContest
{
    /// <summary>Does something with a connection, and closes it.</summary>
    internal static double Use(Func<(StreamEnd Client, StreamEnd Server)> connect, Func<StreamEnd, StreamEnd, double> work)
    {
        (StreamEnd client, StreamEnd server) = connect();
        using (client)
        using (server)
        {
            return work(client, server);
        }
    }
}
