using System.Net;

namespace Vimage.Net.Tests;

public sealed class LinkTests
{
    [Fact]
    public void DelayAndRate_AreExact()
    {
        using TestStack stack = new();
        (Epair a, Vnet second) = Build();
        a.Link = new LinkProperties { Delay = TimeSpan.FromMilliseconds(10), Rate = 8_000_000 };
        using VnetUdpClient client = a.Vnet.Run(static () => new VnetUdpClient());
        using VnetUdpClient server = second.Run(static () => new VnetUdpClient(9));

        // 1 MB/s: 1000 bytes on the wire take 1 ms, the second ones begin when the first are sent.
        for (int i = 0; i < 2; i++)
        {
            client.Send(new byte[1000 - 42], new IPEndPoint(IPAddress.Parse("192.0.2.2"), 9));
        }

        AssertArrivesAt(11);
        AssertArrivesAt(12);

        void AssertArrivesAt(int milliseconds)
        {
            stack.Time.Advance(TimeSpan.FromMilliseconds(milliseconds) - stack.Time.GetElapsedTime(0) - TimeSpan.FromTicks(1));
            Assert.Equal(0, server.Available);
            stack.Time.Advance(TimeSpan.FromTicks(1));
            Assert.NotEqual(0, server.Available);
            server.Client.Receive(new byte[2000]);
        }
    }

    [Fact]
    public void FullQueue_LosesTheLast()
    {
        using TestStack stack = new();
        (Epair a, _) = Build();
        a.Link = new LinkProperties { Rate = 8_000_000, QueueLimit = 10 };
        Assert.Equal(11, stack.Ping(a.Vnet, "192.0.2.2", count: 50));
        Assert.Equal(39, a.Counters.DroppedFor(IfDrop.LinkQueueFull));
    }

    [Fact]
    public void Partition_LosesAll_LossItsPart()
    {
        using TestStack stack = new();
        (Epair a, _) = Build();
        a.Link = new LinkProperties { IsPartitioned = true };
        Assert.Equal(0, stack.Ping(a.Vnet, "192.0.2.2", count: 10));
        a.Link = new LinkProperties { Loss = 0.3 };
        Assert.InRange(stack.Ping(a.Vnet, "192.0.2.2", count: 1000), 640, 760);
    }

    [Fact]
    public void CorruptPackets_AreFoundOut_ButForThoseThatOnlyEthernetWouldNotice()
    {
        using TestStack stack = new();
        (Epair a, Vnet second) = Build();
        a.Link = new LinkProperties { Corrupt = 1 };
        Assert.InRange(stack.Ping(a.Vnet, "192.0.2.2", count: 1000), 0, 120);
        Assert.True(second.Run(() => Icmp.Statistics.BadChecksum) > 300);
    }

    [Fact]
    public void SameRunTwice_GivesByteIdenticalCaptures()
    {
        byte[] first = Capture(seed: 5);
        Assert.Equal(first, Capture(seed: 5));
        Assert.NotEqual(first, Capture(seed: 6));
        Assert.True(first.Length > 100_000);

        static byte[] Capture(ulong seed)
        {
            using TestStack stack = new(seed);
            (Epair a, _) = Build();
            using MemoryStream file = new();
            using PacketCapture capture = new(a.Peer, file);
            a.Link = new LinkProperties
            {
                Delay = TimeSpan.FromMilliseconds(3),
                Jitter = TimeSpan.FromMilliseconds(5),
                Rate = 100_000_000,
                Loss = 0.1,
                Corrupt = 0.1,
                Duplicate = 0.1,
                Reorder = 0.1,
            };
            stack.Ping(a.Vnet, "192.0.2.2", count: 100, size: 3000);
            return file.ToArray();
        }
    }

    private static (Epair A, Vnet Second) Build()
    {
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        first.Run(() => Arp.AddStatic(a, IPAddress.Parse("192.0.2.2"), b.LinkAddress));
        second.Run(() => Arp.AddStatic(b, IPAddress.Parse("192.0.2.1"), a.LinkAddress));
        return (a, second);
    }
}
