using System.Globalization;
using Hostname;
using Vimage;

// One program, three times in one process: each with a host name, variables, a directory, a culture and a console of its own.
VnetConsole.Install();
VnetCulture.Install();

Vnet alcatraz = Vnet.Root.CreateChild("alcatraz", new VnetOptions { ChildrenMax = 1 });
using StringWriter alcatrazOutput = new();
alcatraz.Run(() =>
{
    VnetHost.HostName = "alcatraz";
    VnetEnvironment.SetEnvironmentVariable("GREETING", "bonjour");
    VnetEnvironment.CurrentDirectory = "/usr";
    VnetCulture.CurrentCulture = Thousands(" ", ",");
    VnetConsole.Out = alcatrazOutput;
});

// A child begins with what its parent has.
Vnet cell = alcatraz.CreateChild("cell");
using StringWriter cellOutput = new();
cell.Run(() =>
{
    VnetHost.HostName = "cell";
    VnetConsole.Out = cellOutput;
});

await Task.WhenAll(alcatraz.RunAsync(() => Task.Run(Greeter.Greet)), cell.RunAsync(() => Task.Run(Greeter.Greet)));

Console.WriteLine("the root wrote:");
Greeter.Greet();
Console.WriteLine($"\nvnet 'alcatraz' wrote:\n{alcatrazOutput}\nvnet 'alcatraz.cell' wrote:\n{cellOutput}");

static CultureInfo Thousands(string group, string point)
{
    CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
    culture.NumberFormat.NumberGroupSeparator = group;
    culture.NumberFormat.NumberDecimalSeparator = point;
    return culture;
}
