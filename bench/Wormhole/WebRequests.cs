using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Vimage.Bench.Harness;
using Vimage.Hosting;

namespace Vimage.Bench.Wormhole;

/// <summary>Requests for a line of plain text to Kestrel, by the same client over two kinds of connection.</summary>
internal static class WebRequests
{
    private const int Connections = 4;
    private const int RequestsOfEach = 5_000;

    private static readonly byte[] s_request = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: any\r\n\r\n");
    private static readonly byte[] s_endOfResponse = Encoding.ASCII.GetBytes("Hello, World!");

    internal static IEnumerable<Row> Run(Effort effort)
    {
        WormholeEndPoint endPoint = new(Sides.Second);
        WebApplication application = Start(endPoint);
        try
        {
            IPEndPoint address = new(IPAddress.Loopback, new Uri(application.Urls.First(url => !url.Contains("wormhole", StringComparison.Ordinal))).Port);
            Outcome outcome = Rounds.Run(
                effort,
                ("kestrel-loopback-sockets", () => Ask(() => Connect(address))),
                ("kestrel-wormhole", () => Ask(async () => (await endPoint.ConnectAsync(Sides.First)).AsStream())));
            return
            [
                outcome.Frequency("kestrel-loopback-sockets"),
                outcome.Frequency("kestrel-wormhole", "kestrel-loopback-sockets", Target.AtLeast(3)),
            ];
        }
        finally
        {
            application.DisposeAsync().AsTask().Wait();
        }
    }

    private static double Ask(Func<Task<Stream>> connect)
    {
        Stream[] streams = Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => connect())).Result;
        long start = Stopwatch.GetTimestamp();
        Task.WaitAll([.. streams.Select(stream => Task.Run(() => AskAsync(stream)))]);
        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / (Connections * RequestsOfEach);
        Array.ForEach(streams, static stream => stream.Dispose());
        return nanoseconds;
    }

    private static async Task AskAsync(Stream stream)
    {
        byte[] response = new byte[1024];
        for (int i = 0; i < RequestsOfEach; i++)
        {
            await stream.WriteAsync(s_request);
            int received = 0;
            do
            {
                int count = await stream.ReadAsync(response.AsMemory(received));
                received += count > 0 ? count : throw new EndOfStreamException("The server has closed the connection.");
            }
            while (!response.AsSpan(0, received).EndsWith(s_endOfResponse));
        }
    }

    private static async Task<Stream> Connect(IPEndPoint address)
    {
#pragma warning disable CA2000 // The stream's.
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        await socket.ConnectAsync(address);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static WebApplication Start(WormholeEndPoint endPoint)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseWormholes().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(endPoint, static listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        WebApplication application = builder.Build();
        application.Run(static context =>
        {
            context.Response.ContentLength = s_endOfResponse.Length;
            return context.Response.Body.WriteAsync(s_endOfResponse).AsTask();
        });
        application.StartAsync().Wait();
        return application;
    }
}
