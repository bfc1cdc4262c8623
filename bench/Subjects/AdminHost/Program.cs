using System.Globalization;
using Vimage;
using Vimage.Admin;
using Vimage.Net;

// As many vnets as are asked for, in rows of a hundred, each with its lo0; and the end point, until the input ends.
int count = int.Parse(args[0], CultureInfo.InvariantCulture);
const int Row = 100;
for (int made = 0; made < count; made += Row)
{
    Vnet row = Vnet.Root.CreateChild($"row{made / Row}", new VnetOptions { ChildrenMax = Row });
    for (int i = 1; i < Row && made + i < count; i++)
    {
        row.CreateChild($"node{i}").Run(static () => Ifnet.Get("lo0").Up());
    }
}

await using VimageAdmin admin = VimageAdmin.Start(new VimageAdminOptions { Directory = args[1] });
Console.WriteLine(admin.SocketPath);
Console.In.ReadToEnd();
