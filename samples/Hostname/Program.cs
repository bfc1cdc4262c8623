// Two "machines" in one process: each with its own host name, environment, directory, culture and console.
using System.Globalization;
using Vimage;
using Vimage.Process;

VnetConsole.Install();
List<StringWriter> consoles = [];
foreach ((string name, string culture) in new[] { ("zagreb", "hr-HR"), ("berkeley", "en-US") })
{
    Vnet vnet = Vnet.Root.CreateChild(name);
    consoles.Add(new StringWriter());
    using (vnet.Enter())
    {
        VnetProcess.HostName = $"{name}.example.org";
        VnetProcess.SetEnvironmentVariable("ROLE", name == "zagreb" ? "router" : "host");
        VnetProcess.CurrentDirectory = name == "zagreb" ? Path.GetTempPath() : AppContext.BaseDirectory;
        VnetProcess.Culture = CultureInfo.GetCultureInfo(culture);
        VnetConsole.Out = consoles[^1];
    }
}

await Task.WhenAll(Vnet.Root.Children.Select(static vnet => Task.Run(() => VnetProcess.Run(vnet, Report))));

foreach (StringWriter console in consoles)
{
    Console.Write(console);
}

Console.WriteLine($"and the root is still {(VnetProcess.HostName == Environment.MachineName ? "itself" : "changed")}");

// Code that never heard of vnets would say Environment.MachineName; the console and the culture it has already.
static void Report()
{
    Console.WriteLine($"{VnetProcess.HostName}: ROLE={VnetProcess.GetEnvironmentVariable("ROLE")}");
    Console.WriteLine($"  {12345.678:N2} on {new DateTime(2003, 6, 11):d}");
}
