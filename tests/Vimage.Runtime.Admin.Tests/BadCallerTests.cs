using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Vimage.Admin.Tests;

/// <summary>Callers that send nonsense, too much, too slowly or too often are broken off, and the others go on.</summary>
public sealed class BadCallerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\n")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[\n")]
    [InlineData("\0\u0001\u0002\n")]
    public async Task Nonsense(string text)
    {
        await using Endpoint endpoint = new();
        using Socket bad = await ConnectAsync(endpoint);
        await bad.SendAsync(Encoding.UTF8.GetBytes(text), Cancellation);
        await AssertBrokenOff(bad);
        await AssertGoesOn(endpoint);
        await endpoint.OnlyLineAsync();
    }

    [Fact]
    public async Task A_request_without_an_end()
    {
        await using Endpoint endpoint = new();
        using Socket bad = await ConnectAsync(endpoint);
        byte[] blank = new byte[1 << 20];
        Array.Fill(blank, (byte)' ');
        await Assert.ThrowsAnyAsync<SocketException>(async () =>
        {
            for (int sent = 0; sent < 100; sent++)
            {
                await bad.SendAsync(blank, Cancellation);
            }
        });
        await AssertGoesOn(endpoint);
        Assert.Contains("EMSGSIZE", await endpoint.OnlyLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_does_not_end_in_time()
    {
        await using Endpoint endpoint = new(requestTimeout: TimeSpan.FromMilliseconds(100));
        using Socket bad = await ConnectAsync(endpoint);
        await bad.SendAsync("{"u8.ToArray(), Cancellation);
        await AssertBrokenOff(bad);
        await AssertGoesOn(endpoint);
        Assert.Contains("ETIMEDOUT", await endpoint.OnlyLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_whose_answers_nobody_reads_are_not_taken_without_end()
    {
        await using Endpoint endpoint = new();
        using Socket bad = await ConnectAsync(endpoint);
        byte[] request = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"modules\"}\n", 1000)));
        long sent = 0;
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (sent < 100 << 20)
            {
                sent += await bad.SendAsync(request, patience.Token);
            }
        });
        Assert.True(sent < 10 << 20, $"{sent} bytes were taken.");
        await AssertGoesOn(endpoint);
    }

    [Fact]
    public async Task More_callers_than_may_be()
    {
        await using Endpoint endpoint = new(connectionsMax: 2);
        using Socket first = await ConnectAsync(endpoint);
        using (Socket second = await ConnectAsync(endpoint))
        {
            using Socket third = await ConnectAsync(endpoint);
            await AssertBrokenOff(third);
            Assert.Contains("EMFILE", await endpoint.OnlyLineAsync(), StringComparison.Ordinal);
        }

        // The place of one that has gone is free again.
        for (int i = 0; i < 100; i++)
        {
            try
            {
                await AssertGoesOn(endpoint);
                return;
            }
            catch (Exception refused) when (refused is StreamJsonRpc.ConnectionLostException or IOException)
            {
                // Found while it waited for the answer, or while it sent the request.
                await Task.Delay(20, Cancellation);
            }
        }

        Assert.Fail("The place of a caller that has gone is still taken.");
    }

    [Fact]
    public async Task A_caller_of_another_user()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can be somebody else.");
        await using Endpoint endpoint = new();

        // As if the folder did not keep them out.
        File.SetUnixFileMode(endpoint.Directory, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(endpoint.Admin.SocketPath, (UnixFileMode)0b111_111_111);
        const string Script = "import socket,sys\ns=socket.socket(socket.AF_UNIX)\ns.connect(sys.argv[1])\ns.settimeout(10)\nprint(len(s.recv(100)))";
        using Process nobody = Process.Start(new ProcessStartInfo("setpriv", ["--reuid=65534", "--clear-groups", "/usr/bin/python3", "-c", Script, endpoint.Admin.SocketPath])
        {
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("0", (await nobody.StandardOutput.ReadToEndAsync(Cancellation)).Trim());
        Assert.Contains("EACCES", await endpoint.OnlyLineAsync(), StringComparison.Ordinal);
        await AssertGoesOn(endpoint);
    }

    private static async Task<Socket> ConnectAsync(Endpoint endpoint)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.Admin.SocketPath), Cancellation);
        return socket;
    }

    private static async Task AssertBrokenOff(Socket socket)
    {
        byte[] answer = new byte[4096];
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            // It may be told why before.
            while (await socket.ReceiveAsync(answer, patience.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
        }
    }

    private static async Task AssertGoesOn(Endpoint endpoint) =>
        Assert.Equal(4, (await (await endpoint.ConnectAsync()).ListAsync(".", recursive: true)).Count);
}
