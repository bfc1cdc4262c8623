using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Vimage;
using Vimage.Net;

namespace Aot;

/// <summary>Two vnets with a link between them, in virtual time: no thread but the caller's, and the same each time.</summary>
internal static class Network
{
    private static readonly IPEndPoint s_service = new(IPAddress.Parse("10.0.0.2"), 7);

    /// <summary>Lets one vnet ask another something over a link that loses every tenth packet.</summary>
    /// <returns>The answer, and the virtual time after which it was there.</returns>
    internal static async Task<(string Answer, TimeSpan After)> AskAsync()
    {
        Vnet network = Vnet.Root.CreateChild("network", new VnetOptions { ChildrenMax = 2 });
        VirtualTimeProvider time = new();
        Task<string> asking = network.RunAsync(() => RunAsync(time));
        while (!asking.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        TimeSpan after = time.GetElapsedTime(0);
        string answer = await asking;
        await network.DestroyAsync(new VnetDestroyOptions { Recursive = true });
        return (answer, after);
    }

    private static async Task<string> RunAsync(TimeProvider time)
    {
        Netisr.Current = new Netisr(time, seed: 2) { AllowSynchronousContinuations = true };
        (Vnet client, Vnet server) = (Vnet.Current.CreateChild("client"), Vnet.Current.CreateChild("server"));
        (Epair a, Epair b) = Epair.Create();
        a.MoveTo(client);
        b.MoveTo(server);
        client.Run(() => a.AddAddress(IPAddress.Parse("10.0.0.1"), 24));
        server.Run(() => b.AddAddress(s_service.Address, 24));
        a.Link = new LinkProperties { Delay = TimeSpan.FromMilliseconds(10), Loss = 0.1 };
        b.Link = a.Link;
        Task answering = server.RunAsync(EchoAsync);
        string answer = await client.RunAsync(AskServerAsync);
        await answering;
        return answer;
    }

    private static async Task EchoAsync()
    {
        using VnetTcpListener listener = new(IPAddress.Any, s_service.Port);
        listener.Start();
        using VnetSocket socket = await listener.AcceptSocketAsync();
        byte[] buffer = new byte[100];
        while (await socket.ReceiveAsync(buffer) is > 0 and var count)
        {
            await socket.SendAsync(buffer.AsMemory(0, count));
        }
    }

    private static async Task<string> AskServerAsync()
    {
        using VnetTcpClient client = new();
        await client.ConnectAsync(s_service);
        await client.Client.SendAsync(Encoding.ASCII.GetBytes("Is anybody there?"));
        byte[] buffer = new byte[100];
        int count = await client.Client.ReceiveAsync(buffer);
        client.Client.Shutdown(SocketShutdown.Send);
        return Encoding.ASCII.GetString(buffer, 0, count);
    }
}
