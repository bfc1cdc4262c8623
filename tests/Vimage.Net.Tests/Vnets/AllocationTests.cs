using System.Net;

namespace Vimage.Net.Tests;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("block\npass proto udp to port 9")]
    [InlineData("block\npass proto udp no state")]
    [InlineData("nat on $outer inet from any to any -> ($outer)\nrdr on $inner proto udp from any to any port 9 -> 10.0.1.2\nblock\npass proto udp set-tos 8")]
    public void ForwardedPackets_AllocateNothing(string? rules)
    {
        using TestStack stack = new();
        (Vnet first, Vnet router, Vnet second) = (Hosts.Add("first"), Hosts.Add("router"), Hosts.Add("second"));
        (_, Epair inner, Epair outer, _) = Hosts.ConnectByRouter(first, router, second);
        if (rules is not null)
        {
            string named = rules.Replace("$inner", inner.Name, StringComparison.Ordinal).Replace("$outer", outer.Name, StringComparison.Ordinal);
            router.Run(() => Pf.Load(named));
        }

        using VnetUdpClient client = first.Run(static () => new VnetUdpClient());
        using VnetUdpClient server = second.Run(static () => new VnetUdpClient(9));
        client.Connect(new IPEndPoint(IPAddress.Parse("10.0.1.2"), 9));
        byte[] data = new byte[64];

        int lost = 0;
        Exchange(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, lost);

        void Exchange(int count)
        {
            for (int i = 0; i < count; i++)
            {
                client.Send(data);
                lost += server.Client.Receive(data) == data.Length ? 0 : 1;
            }
        }
    }
}
