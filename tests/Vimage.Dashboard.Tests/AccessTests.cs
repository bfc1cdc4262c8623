using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vimage.Hosting;
using Vimage.Net;

namespace Vimage.Dashboard.Tests;

/// <summary>Who may see a dashboard, and what it lets a browser do.</summary>
public sealed class AccessTests : IAsyncDisposable
{
    private static readonly Uri s_state = new("state", UriKind.Relative);

    private readonly Scene _scene = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task The_page_takes_nothing_from_elsewhere_and_nothing_inline()
    {
        await using Site site = await Site.StartAsync(_scene.Top);
        using HttpResponseMessage page = await site.Client.GetAsync(site.Address, Cancellation);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("://", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_address_without_a_slash_leads_to_it()
    {
        await using Site site = await Site.StartAsync(_scene.Top);
        using HttpResponseMessage answer = await site.Client.GetAsync(new Uri("/vimage?x=1", UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.Redirect, "/vimage/?x=1"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task What_the_browser_has_is_not_sent_again()
    {
        await using Site site = await Site.StartAsync(_scene.Top);
        using HttpResponseMessage first = await site.Client.GetAsync(new Uri("main.js", UriKind.Relative), Cancellation);
        using HttpRequestMessage again = new(HttpMethod.Get, new Uri(site.Address, "main.js"));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await site.Client.SendAsync(again, Cancellation);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("Host", "rebound.example")]
    public async Task Who_comes_through_a_proxy_or_by_another_name_is_refused(string header, string value)
    {
        await using Site site = await Site.StartAsync(_scene.Top);
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(site.Address, s_state));
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage answer = await site.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("RequireAuthorization", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_over_a_network_is_refused_unless_the_application_says_whom_it_lets_in()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await AskFromRouterAsync(null));
        Assert.Equal(HttpStatusCode.OK, await AskFromRouterAsync(static dashboard => dashboard.AllowAnonymous()));
    }

    [Fact]
    public async Task With_authorization_whom_that_lets_through_sees_it_and_nobody_else()
    {
        await using Site site = await Site.StartAsync(
            _scene.Top,
            static dashboard => dashboard.RequireAuthorization("key"),
            static services => services.AddAuthorization(static options => options.AddPolicy("key", static policy => policy.RequireAssertion(static context =>
                    context.Resource is HttpContext http && http.Request.Headers.ContainsKey("X-Key"))))
                .AddAuthentication("none").AddCookie("none"));
        using HttpResponseMessage without = await site.Client.GetAsync(s_state, Cancellation);
        site.Client.DefaultRequestHeaders.Add("X-Key", "1");
        using HttpResponseMessage with = await site.Client.GetAsync(s_state, Cancellation);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (without.StatusCode, with.StatusCode));
    }

    [Fact]
    public async Task A_vnets_own_loopback_shows_no_more_than_that_vnet()
    {
        _scene.Red.Run(static () => Ifnet.Get("lo0").AddAddress(IPAddress.Loopback, 8));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(_scene.Top, _scene.Red, _scene.Red, IPAddress.Loopback));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(_scene.Red, _scene.Red, _scene.Red, IPAddress.Loopback));
    }

    [Fact]
    public async Task Nothing_can_be_sent_to_it()
    {
        await using Site site = await Site.StartAsync(_scene.Top);
        using HttpResponseMessage answer = await site.Client.PostAsync(s_state, null, Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    private Task<HttpStatusCode> AskFromRouterAsync(Action<IEndpointConventionBuilder>? configure) =>
        AskAsync(_scene.Top, _scene.Red, _scene.Router, IPAddress.Parse("10.0.1.2"), configure);

    // A dashboard that is reached in a vnet's network, by a client in another.
    private static async Task<HttpStatusCode> AskAsync(
        Vnet shown, Vnet server, Vnet client, IPAddress address, Action<IEndpointConventionBuilder>? configure = null)
    {
        await using Site site = await Site.StartAsync(shown, configure, listen: kestrel => kestrel.ListenInVnet(server, address, 80));
        using HttpClient asking = VnetHttp.CreateClient(client);
        using HttpResponseMessage answer = await asking.GetAsync(new Uri($"http://{address}/vimage/state"), Cancellation);
        return answer.StatusCode;
    }
}
