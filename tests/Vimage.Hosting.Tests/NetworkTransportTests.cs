using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Vimage.Net;

namespace Vimage.Hosting.Tests;

/// <summary>Kestrel and HttpClient in vnets, each with a network of its own.</summary>
public sealed class NetworkTransportTests : IAsyncLifetime
{
    private readonly Link _link = new();
    private WebApplication? _application;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _application = await Web.StartAsync(
        kestrel => kestrel.ListenInVnet(_link.Server, Link.ServerAddress, 80),
        static application =>
        {
            application.UseWebSockets();
            application.MapGet("/ends", static (HttpContext context) =>
                $"{context.Connection.RemoteIpAddress} to {context.Connection.LocalIpAddress}:{context.Connection.LocalPort}");
        });

    public async ValueTask DisposeAsync()
    {
        await _application!.DisposeAsync();
        await _link.DisposeAsync();
    }

    [Fact]
    public async Task Requests_are_answered_in_the_servers_vnet()
    {
        using HttpClient client = _link.NewClient();
        Assert.Equal($"{_link.Server.Name} 1", await client.GetStringAsync(new Uri(Link.Url), Cancellation));
        Assert.Equal($"{_link.Server.Name} 2", await client.GetStringAsync(new Uri(Link.Url), Cancellation));
    }

    [Fact]
    public async Task A_hundred_vnets_listen_at_one_address_each()
    {
        Link[] links = [.. Enumerable.Range(0, 100).Select(static _ => new Link())];
        await using WebApplication application = await Web.StartAsync(
            kestrel => Array.ForEach(links, link => kestrel.ListenInVnet(link.Server, Link.ServerAddress, 80)));
        string[] answers = await Task.WhenAll(links.Select(async link =>
        {
            using HttpClient client = link.NewClient();
            return await client.GetStringAsync(new Uri(Link.Url), Cancellation);
        }));
        Assert.Equal(links.Select(static link => $"{link.Server.Name} 1"), answers);
        await application.StopAsync(Cancellation);
        foreach (Link link in links)
        {
            await link.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_request_knows_both_ends_of_its_connection()
    {
        using HttpClient client = _link.NewClient();
        Assert.Equal("10.0.0.2 to 10.0.0.1:80", await client.GetStringAsync(new Uri(Link.Url + "ends"), Cancellation));
    }

    [Fact]
    public async Task Names_are_those_of_the_clients_vnet()
    {
        await using Link other = new();
        await using WebApplication application = await Web.StartAsync(kestrel => kestrel.ListenInVnet(other.Server, IPAddress.Any, 80));
        _link.Client.Run(static () => VnetDns.AddHost(Link.ServerAddress, "web"));
        other.Client.Run(static () => VnetDns.AddHost(Link.ServerAddress, "web"));
        using HttpClient client = _link.NewClient();
        using HttpClient otherClient = other.NewClient();
        Assert.Equal($"{_link.Server.Name} 1", await client.GetStringAsync(new Uri("http://web/"), Cancellation));
        Assert.Equal($"{other.Server.Name} 1", await otherClient.GetStringAsync(new Uri("http://web/"), Cancellation));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("http://elsewhere/"), Cancellation));
    }

    [Fact]
    public async Task Megabytes_go_there_and_back()
    {
        using HttpClient client = _link.NewClient();
        byte[] sent = RandomNumberGenerator.GetBytes(4 << 20);
        using ByteArrayContent content = new(sent);
        using HttpResponseMessage response = await client.PostAsync(new Uri(Link.Url + "echo"), content, Cancellation);
        Assert.Equal(sent, await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Http2_goes_over_it(bool isEncrypted)
    {
        await using Link link = new();
        using X509Certificate2 certificate = NewCertificate();
        await using WebApplication application = await Web.StartAsync(kestrel => kestrel.ListenInVnet(link.Server, Link.ServerAddress, 443, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (isEncrypted)
            {
                listen.UseHttps(certificate);
            }
        }));
        using SocketsHttpHandler handler = VnetHttp.CreateHandler(link.Client);
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString(),
        };
        using HttpClient client = new(handler)
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        Uri url = new(isEncrypted ? "https://10.0.0.1/" : "http://10.0.0.1:443/");
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetStringAsync(url, Cancellation)));
        Assert.Equal(50, answers.Distinct().Count());
        Assert.All(answers, answer => Assert.StartsWith(link.Server.Name + " ", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_web_socket_goes_over_it()
    {
        await using Link link = new();
        await using WebApplication application = await Web.StartAsync(
            kestrel => kestrel.ListenInVnet(link.Server, Link.ServerAddress, 80),
            static application => application.UseWebSockets().Run(static async context =>
            {
                using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
                byte[] buffer = new byte[100];
                WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, default);
                await socket.SendAsync(buffer.AsMemory(0, received.Count), WebSocketMessageType.Binary, endOfMessage: true, default);
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
            }));
        using ClientWebSocket client = new();
        using HttpMessageInvoker invoker = new(VnetHttp.CreateHandler(link.Client));
        await client.ConnectAsync(new Uri("ws://10.0.0.1/socket"), invoker, Cancellation);
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        byte[] answer = new byte[100];
        WebSocketReceiveResult result = await client.ReceiveAsync(answer, Cancellation);
        Assert.Equal("hello"u8, answer.AsSpan(0, result.Count));
    }

    [Fact]
    public async Task A_request_whose_client_has_gone_is_given_up()
    {
        await using Link link = new();
        TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebApplication application = await Web.StartAsync(
            kestrel => kestrel.ListenInVnet(link.Server, Link.ServerAddress, 80),
            application => application.MapGet("/wait", async (HttpContext context) =>
            {
                using CancellationTokenRegistration registration = context.RequestAborted.Register(givenUp.SetResult);
                began.SetResult();
                await givenUp.Task;
            }));
        using HttpClient client = link.NewClient();
        using CancellationTokenSource impatience = new();
        Task<string> request = client.GetStringAsync(new Uri(Link.Url + "wait"), impatience.Token);
        await began.Task.WaitAsync(Cancellation);
        await impatience.CancelAsync();
        await givenUp.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Fact]
    public async Task Where_somebody_listens_already_the_server_does_not_start()
    {
        IOException failure = await Assert.ThrowsAsync<IOException>(() => Web.StartAsync(
            kestrel => kestrel.ListenInVnet(_link.Server, Link.ServerAddress, 80)));
        Assert.Contains($"10.0.0.1:80 in vnet {_link.Server.Name}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_free_port_is_told()
    {
        await using WebApplication application = await Web.StartAsync(kestrel => kestrel.ListenInVnet(_link.Server, Link.ServerAddress, 0));
        string url = Assert.Single(application.Urls);
        int port = int.Parse(url.Split(' ')[0].Split(':')[^1], CultureInfo.InvariantCulture);
        Assert.NotEqual(0, port);
        using HttpClient client = _link.NewClient();
        Assert.StartsWith(_link.Server.Name, await client.GetStringAsync(new Uri($"http://10.0.0.1:{port}/"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_vnet_goes_its_connections_end_and_those_of_others_go_on()
    {
        await using Link other = new();
        await using Link gone = new();
        await using WebApplication application = await Web.StartAsync(kestrel =>
        {
            kestrel.ListenInVnet(other.Server, Link.ServerAddress, 80);
            kestrel.ListenInVnet(gone.Server, Link.ServerAddress, 80);
        });
        using HttpClient client = gone.NewClient();
        using HttpClient otherClient = other.NewClient();
        client.Timeout = TimeSpan.FromSeconds(1);
        _ = await client.GetStringAsync(new Uri(Link.Url), Cancellation);
        _ = await otherClient.GetStringAsync(new Uri(Link.Url), Cancellation);
        await gone.Server.DestroyAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => client.GetStringAsync(new Uri(Link.Url), Cancellation));
        Assert.Equal($"{other.Server.Name} 2", await otherClient.GetStringAsync(new Uri(Link.Url), Cancellation));
    }

    [Fact]
    public async Task Nobody_is_reached_from_another_vnet()
    {
        await using Link other = new();
        using HttpClient client = other.NewClient();
        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri(Link.Url), Cancellation));
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(failure.InnerException).SocketErrorCode);
    }

    private static X509Certificate2 NewCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=10.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
