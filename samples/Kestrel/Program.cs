using ManyServers;
using Vimage.Hosting;

// One process, one web application, a hundred networks. In each of them it listens at 10.0.0.1:80, and is asked by a client of that network.
Site[] sites = [.. Enumerable.Range(1, 100).Select(static number => new Site(number))];

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseVnets().ConfigureKestrel(kestrel => Array.ForEach(sites, site => kestrel.ListenInVnet(site.Server, Site.Address, 80)));
await using WebApplication application = builder.Build();
application.MapGet("/", Shop.Welcome);
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
return isRight ? 0 : 1;
