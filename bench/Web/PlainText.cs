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

namespace Vimage.Bench.Web;

/// <summary>Requests for a line of plain text to Kestrel, by the same client over one kind of connection or another.</summary>
internal sealed class PlainText : IDisposable
{
    private const int Connections = 4;
    private const int RequestsOfEach = 5_000;

    private static readonly byte[] s_request = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: any\r\n\r\n");
    private static readonly byte[] s_endOfResponse = Encoding.ASCII.GetBytes("Hello, World!");

    private readonly WebApplication _application;
    private readonly IPEndPoint _loopback;

    /// <param name="listen">Where the server listens besides loopback sockets.</param>
    internal PlainText(Action<KestrelServerOptions> listen)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseVnets().UseWormholes().ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(static each => each.Protocols = HttpProtocols.Http1);
            listen(kestrel);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _application = builder.Build();
        _application.Run(static context =>
        {
            context.Response.ContentLength = s_endOfResponse.Length;
            return context.Response.Body.WriteAsync(s_endOfResponse).AsTask();
        });
        _application.StartAsync().Wait();
        string url = _application.Urls.First(static url => url.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
        _loopback = new IPEndPoint(IPAddress.Loopback, new Uri(url).Port);
    }

    /// <summary>Asks both ways in turn.</summary>
    /// <param name="effort">How many rounds.</param>
    /// <param name="id">The id of the row of the other kind of connection than sockets.</param>
    /// <param name="connect">Makes one.</param>
    /// <param name="target">What its rate is to be, in those over loopback sockets.</param>
    internal IEnumerable<Row> Run(Effort effort, string id, Func<Task<Stream>> connect, Target target)
    {
        const string Sockets = "kestrel-loopback-sockets";
        Outcome outcome = Rounds.Run(effort, (Sockets, () => Ask(ConnectAsync)), (id, () => Ask(connect)));
        return [outcome.Frequency(Sockets), outcome.Frequency(id, Sockets, target)];
    }

    public void Dispose() => _application.DisposeAsync().AsTask().Wait();

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

    private async Task<Stream> ConnectAsync()
    {
#pragma warning disable CA2000 // The stream's.
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        await socket.ConnectAsync(_loopback);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
