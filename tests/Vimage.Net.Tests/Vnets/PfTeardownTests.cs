using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>
/// A router with states, translations, fragments that wait and filters of programs goes while packets cross it. (FreeBSD: D6924, the
/// panics of pf with VIMAGE until 2016.)
/// </summary>
public sealed class PfTeardownTests
{
    private static readonly IPEndPoint s_target = new(IPAddress.Parse("10.0.1.2"), 9);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(20)]
    [Trait("FreeBSD", "D6924")]
    public async Task A_vnet_with_a_filter_goes_under_load_and_nothing_of_it_stays(int milliseconds)
    {
        using TestStack stack = new();
        Netisr netisr = new(seed: 1);
        Netisr.Current = netisr;
        (Vnet first, Vnet router, Vnet second) = (Hosts.Add("first"), Hosts.Add("router"), Hosts.Add("second"));
        (Epair a, Epair b, Epair c, _) = Hosts.ConnectByRouter(first, router, second);

        // Some fragments wait for others in the filter.
        a.Link = new LinkProperties { Loss = 0.3 };
        Counter counter = new();
        router.Run(() =>
        {
            PacketFilters.Add(counter);
            Pf.Load($"nat on {c.Name} inet from 10.0.0.0/24 to any -> ({c.Name})\nblock in log on {b.Name} proto tcp\npass");
        });
        using CancellationTokenSource end = new();
        Task[] senders = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => Send(first, end.Token)))];
        Task reader = Task.Run(() => Read(router, end.Token));
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        while (counter.Count == 0)
        {
            await Task.Yield();
        }

        VnetTeardownReport report = await router.DestroyAsync();
        long seen = counter.Count;
        await Task.Delay(5, TestContext.Current.CancellationToken);
        await end.CancelAsync();
        await Task.WhenAll([.. senders, reader]);
        Assert.True(report.IsClean, report.ToString());
        Assert.True(seen > 0);
        Assert.Equal(seen, counter.Count);
        Assert.Equal(0, netisr.PacketsInUse);
    }

    // New flows all the time, some of them in fragments.
    private static void Send(Vnet vnet, CancellationToken end)
    {
        byte[] data = new byte[3000];
        for (int i = 0; !end.IsCancellationRequested; i++)
        {
            vnet.Run(() =>
            {
                try
                {
                    using VnetUdpClient client = new();
                    client.Send(data.AsSpan(0, i % 2 == 0 ? 100 : 3000), s_target);
                }
                catch (SocketException)
                {
                    // The way is gone.
                }
            });
        }
    }

    private static void Read(Vnet vnet, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                vnet.Run(static () => (Pf.States.Count, Pf.Log.Count, Pf.Rules.Count));
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private sealed class Counter : IPacketFilter
    {
        private long _count;

        internal long Count => Interlocked.Read(ref _count);

        public PacketVerdict Check(in FilteredPacket packet)
        {
            Interlocked.Increment(ref _count);
            return PacketVerdict.Pass;
        }
    }
}
