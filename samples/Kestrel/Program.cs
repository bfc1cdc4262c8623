using ManyServers;
using Vimage.Dashboard;
using Vimage.Hosting;

// One process, one web application, a hundred networks. In each of them it listens at 10.0.0.1:80, and is asked by a client of that network.
Site[] sites = [.. Enumerable.Range(1, 100).Select(static number => new Site(number))];

// With --dashboard all of them can be looked at, from this machine.
bool hasDashboard = args.Contains("--dashboard");

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseVnets().ConfigureKestrel(kestrel =>
{
    Array.ForEach(sites, site => kestrel.ListenInVnet(site.Server, Site.Address, 80));
    if (hasDashboard)
    {
        kestrel.ListenLocalhost(5080);
    }
});
await using WebApplication application = builder.Build();
application.MapGet("/", Shop.Welcome);
if (hasDashboard)
{
    application.MapVimageDashboard();
}

await application.StartAsync();

// The first site is visited once, the second twice, and so on.
string[] last = await Task.WhenAll(sites.Select(static async (site, index) =>
{
    string answer = "";
    for (int i = 0; i <= index; i++)
    {
        answer = await site.Client.GetStringAsync(new Uri("/", UriKind.Relative));
    }

    return answer;
}));

foreach (int each in (int[])[0, 1, 99])
{
    Console.WriteLine(last[each]);
}

bool isRight = last.Select(static (answer, index) => answer == $"You are visitor {index + 1} of shop{index + 1}.").All(static each => each);
Console.WriteLine(isRight ? "100 servers at 10.0.0.1:80, and each has counted its own visitors." : "Some have counted others' visitors.");
if (hasDashboard)
{
    Console.WriteLine("The dashboard is at http://localhost:5080/vimage until the program is stopped.");
    await application.WaitForShutdownAsync();
}

return isRight ? 0 : 1;
