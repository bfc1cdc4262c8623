using System.Net;
using System.Net.Sockets;
using System.Text;
using Vimage;
using Vimage.Net;

namespace PageServer;

/// <summary>The least of HTTP/1.1 that curl understands.</summary>
internal static class Page
{
    /// <summary>Answers every request with the same page, until it is told to stop.</summary>
    internal static async Task ServeAsync(int port, CancellationToken cancellationToken)
    {
        using VnetTcpListener listener = new(IPAddress.Any, port);
        listener.Start();
        try
        {
            while (true)
            {
                using VnetTcpClient client = await listener.AcceptTcpClientAsync(cancellationToken);
                await AnswerAsync(client.GetStream(), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    private static async Task AnswerAsync(VnetNetworkStream stream, CancellationToken cancellationToken)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        while (!string.IsNullOrEmpty(await reader.ReadLineAsync(cancellationToken)))
        {
            // The request's lines say nothing that would change the page.
        }

        string page = $"<h1>Good day from vnet '{Vnet.Current}'</h1>\n";
        string answer = $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n{page}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
        stream.Socket.Shutdown(SocketShutdown.Send);
    }
}
