using System.Net;
using Vimage;
using Vimage.Admin;
using Vimage.Net;

// A process with three vnets at one link each: red and blue by a router, so that there is something to see and to steer.
Vnet router = Vnet.Root.CreateChild("router", new VnetOptions { ChildrenMax = 10 });
Vnet red = Connect("red", "10.0.1");
Vnet blue = Connect("blue", "10.0.2");
router.Run(static () => Ip.IsForwarding = true);

// What others may run in a vnet, by its name.
AdminCommand addresses = new("addresses", "Prints the addresses of the vnet.", static async (_, output, _) =>
{
    foreach (Ifnet each in Ifnet.All)
    {
        await output.WriteLineAsync($"{each.Name} {string.Join(' ', each.Addresses)}");
    }

    return 0;
});

await using VimageAdmin admin = VimageAdmin.Start(new VimageAdminOptions { Commands = [addresses], Log = Console.Error.WriteLine });
Console.WriteLine($"Listening at {admin.SocketPath}. Try: vimage ls; vimage ping red blue; vimage red ifconfig. An empty line ends it.");
while (Console.ReadLine() is { Length: > 0 })
{
}

// A vnet with one interface, whose other end is the router's.
Vnet Connect(string name, string network)
{
    Vnet vnet = Vnet.Root.CreateChild(name, new VnetOptions { ChildrenMax = 10 });
    (Epair near, Epair far) = vnet.Run(Epair.Create);
    far.MoveTo(router);
    far.Rename($"to-{name}");
    router.Run(() => far.AddAddress(IPAddress.Parse($"{network}.1"), 24));
    vnet.Run(() =>
    {
        near.AddAddress(IPAddress.Parse($"{network}.2"), 24);
        Routing.Add(Routing.Default, IPAddress.Parse($"{network}.1"));
    });
    return vnet;
}
