using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Vimage.Wormholes;

namespace Vimage.Hosting.Tests;

/// <summary>Kestrel and HttpClient in vnets, with wormholes between them.</summary>
public sealed class WormholeTransportTests : IAsyncLifetime
{
    private static readonly Uri s_any = new("http://any/");

    private static int s_count;

    private readonly Vnet _server = NewVnet("server");
    private readonly Vnet _client = NewVnet("client");
    private readonly WormholeEndPoint _endPoint;
    private WebApplication? _application;

    public WormholeTransportTests() => _endPoint = new WormholeEndPoint(_server);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _application = await StartAsync(_endPoint, _server, HttpProtocols.Http1);

    public async ValueTask DisposeAsync() => await _application!.DisposeAsync();

    [Fact]
    public async Task Requests_are_answered_in_the_servers_vnet()
    {
        using HttpClient client = NewClient(_endPoint);
        Assert.Equal($"{_server.Name} 1", await client.GetStringAsync(s_any, Cancellation));
        Assert.Equal($"{_server.Name} 2", await client.GetStringAsync(s_any, Cancellation));
    }

    [Fact]
    public async Task Servers_of_two_vnets_count_for_themselves()
    {
        Vnet other = NewVnet("other");
        WormholeEndPoint otherEndPoint = new(other);
        await using WebApplication application = await StartAsync(otherEndPoint, other, HttpProtocols.Http1);
        using HttpClient client = NewClient(_endPoint);
        using HttpClient otherClient = NewClient(otherEndPoint);
        _ = await client.GetStringAsync(s_any, Cancellation);
        Assert.Equal($"{other.Name} 1", await otherClient.GetStringAsync(s_any, Cancellation));
    }

    [Fact]
    public async Task A_megabyte_goes_there_and_back()
    {
        using HttpClient client = NewClient(_endPoint);
        byte[] sent = RandomNumberGenerator.GetBytes(1 << 20);
        using ByteArrayContent content = new(sent);
        using HttpResponseMessage response = await client.PostAsync(new Uri("http://any/echo"), content, Cancellation);
        Assert.Equal(sent, await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Http2_goes_over_it()
    {
        Vnet server = NewVnet("server2");
        WormholeEndPoint endPoint = new(server);
        await using WebApplication application = await StartAsync(endPoint, server, HttpProtocols.Http2);
        using HttpClient client = NewClient(endPoint);
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetStringAsync(s_any, Cancellation)));
        Assert.Equal(50, answers.Distinct().Count());
        Assert.Single(Wormhole.List(), wormhole => wormhole.Ends.Any(end => ReferenceEquals(end.Vnet, server)));
    }

    [Fact]
    public async Task A_revoked_wormhole_breaks_the_connection_and_the_next_request_gets_another()
    {
        using HttpClient client = NewClient(_endPoint);
        _ = await client.GetStringAsync(s_any, Cancellation);
        Wormhole.List().Single(wormhole => wormhole.Ends.Any(end => ReferenceEquals(end.Vnet, _server))).Revoke();
        Assert.Equal($"{_server.Name} 2", await GetAgainAsync(client));
    }

    [Fact]
    public async Task When_the_servers_vnet_goes_its_clients_are_told()
    {
        using HttpClient client = NewClient(_endPoint);
        _ = await client.GetStringAsync(s_any, Cancellation);
        await _server.DestroyAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => client.GetStringAsync(s_any, Cancellation));
    }

    private static async Task<string> GetAgainAsync(HttpClient client)
    {
        try
        {
            return await client.GetStringAsync(s_any, Cancellation);
        }
        catch (HttpRequestException)
        {
            // It may have been on its way when the connection broke.
            return await client.GetStringAsync(s_any, Cancellation);
        }
    }

    private static Vnet NewVnet(string name) => Vnet.Root.CreateChild($"{name}{Interlocked.Increment(ref s_count)}");

    private HttpClient NewClient(WormholeEndPoint endPoint) => new(endPoint.CreateHandler(_client));

    private static Task<WebApplication> StartAsync(WormholeEndPoint endPoint, Vnet vnet, HttpProtocols protocols) => Web.StartAsync(
        kestrel => kestrel.Listen(
            endPoint,
            listen =>
            {
                listen.Protocols = protocols;
                listen.UseVnet(vnet);
            }));
}
