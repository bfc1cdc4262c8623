using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>What waits to be sent at a rate: how long, and what is dropped or marked.</summary>
public sealed class LinkQueueTests
{
    private const int Size = 1000;
    private const long Rate = 8_000_000;

    // A packet of this size takes a millisecond.
    private const int Payload = Size - 42;

    [Fact]
    public void DropTail_FillsItsQueue_AndSoTheDelayIsTheQueue()
    {
        using TestStack stack = new();
        using Overload run = new(stack, LinkQueue.DropTail);
        run.Send(milliseconds: 4000, packetsPerMillisecond: 2);
        Assert.InRange(run.LastDelay.TotalMilliseconds, 190, 202);
        Assert.Equal(0, run.Interface.Counters.DroppedFor(IfDrop.LinkQueueEarly));
        Assert.InRange(run.Received, 3900, 4001);
    }

    [Trait("RFC", "8289")]
    [Fact]
    public void CoDel_BringsTheDelayDown_AndKeepsTheLinkBusy()
    {
        using TestStack stack = new();
        using Overload run = new(stack, new CoDelQueue());
        run.Send(milliseconds: 20_000, packetsPerMillisecond: 1.05);

        // Who does not slow down is not slowed down to the target; but a full queue it is not.
        Assert.InRange(run.LastDelay.TotalMilliseconds, 1, 60);
        Assert.True(run.Interface.Counters.DroppedFor(IfDrop.LinkQueueEarly) > 500);
        Assert.Equal(0, run.Interface.Counters.DroppedFor(IfDrop.LinkQueueFull));
        Assert.InRange(run.Received, 19_800, 20_001);
    }

    [Trait("RFC", "8289")]
    [Fact]
    public void CoDel_LetsABurstPass()
    {
        using TestStack stack = new();
        using Overload run = new(stack, new CoDelQueue());
        for (int i = 0; i < 5; i++)
        {
            // 80 ms to work off, and then nothing: no standing queue.
            run.Burst(80);
            run.Send(milliseconds: 300, packetsPerMillisecond: 0);
        }

        Assert.Equal(0, run.Interface.Counters.DroppedFor(IfDrop.LinkQueueEarly));
        Assert.Equal(400, run.Received);
    }

    [Trait("RFC", "2309")]
    [Fact]
    public void Red_DropsBeforeTheQueueIsFull_AndNothingFromAShortOne()
    {
        using TestStack stack = new();
        using Overload run = new(stack, new RedQueue { Weight = 0.02 });
        run.Send(milliseconds: 1000, packetsPerMillisecond: 0.9);
        Assert.Equal(0, run.Interface.Counters.DroppedFor(IfDrop.LinkQueueEarly));
        run.Send(milliseconds: 4000, packetsPerMillisecond: 1.5);
        Assert.True(run.Interface.Counters.DroppedFor(IfDrop.LinkQueueEarly) > 1500);
        Assert.Equal(0, run.Interface.Counters.DroppedFor(IfDrop.LinkQueueFull));
        Assert.InRange(run.LastDelay.TotalMilliseconds, 5, 60);
    }

    [Trait("RFC", "3168")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhoTakesMarks_IsMarkedInsteadOfDropped(bool isCapable)
    {
        using TestStack stack = new();
        using Overload run = new(stack, new CoDelQueue { MarksCongestion = true });
        run.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.TypeOfService, isCapable ? 2 : 0);
        run.Send(milliseconds: 2000, packetsPerMillisecond: 1.05);
        long dropped = run.Interface.Counters.DroppedFor(IfDrop.LinkQueueEarly);
        Assert.Equal(isCapable, dropped == 0);
        Assert.Equal(isCapable, run.MarkedPackets() > 3);
        Assert.Equal(0, run.ChecksumErrors());
    }

    [Theory]
    [InlineData(0.0, 15.0, 0.1, 0.0)]
    [InlineData(20.0, 15.0, 0.1, 0.002)]
    [InlineData(5.0, 15.0, 1.1, 0.002)]
    public void RedThatMakesNoSense_IsRefused(double minimum, double maximum, double probability, double weight)
    {
        using TestStack stack = new();
        using Overload run = new(stack, LinkQueue.DropTail);
        LinkQueue queue = new RedQueue { MinimumThreshold = minimum, MaximumThreshold = maximum, MaximumProbability = probability, Weight = weight };
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Interface.Link = new LinkProperties { Rate = Rate, Queue = queue });
    }

    /// <summary>A sender that does not listen, over a link of 1,000 packets a second with room for 200.</summary>
    private sealed class Overload : IDisposable
    {
        private static readonly IPEndPoint s_destination = new(IPAddress.Parse("192.0.2.2"), 9);

        private readonly TestStack _stack;
        private readonly Vnet _second;
        private readonly VnetUdpClient _server;
        private readonly MemoryStream _file = new();
        private readonly PacketCapture _capture;

        internal Overload(TestStack stack, LinkQueue queue)
        {
            _stack = stack;
            Vnet first = Hosts.Add("first");
            _second = Hosts.Add("second");
            (Epair a, Epair b) = Hosts.Connect(first, _second);
            a.Configure("192.0.2.1");
            b.Configure("192.0.2.2");
            first.Run(() => Arp.AddStatic(a, IPAddress.Parse("192.0.2.2"), b.LinkAddress));
            a.Link = new LinkProperties { Rate = Rate, QueueLimit = 200, Queue = queue };
            Interface = a;
            Client = first.Run(static () => new VnetUdpClient()).Client;
            _server = _second.Run(static () => new VnetUdpClient(9));
            _capture = new PacketCapture(b, _file);
        }

        internal Epair Interface { get; }

        internal VnetSocket Client { get; }

        internal int Received { get; private set; }

        internal TimeSpan LastDelay { get; private set; }

        internal void Send(int milliseconds, double packetsPerMillisecond)
        {
            double owed = 0;
            for (int i = 0; i < milliseconds; i++)
            {
                for (owed += packetsPerMillisecond; owed >= 1; owed--)
                {
                    Burst(1);
                }

                _stack.Time.Advance(TimeSpan.FromMilliseconds(1));
                Receive();
            }
        }

        internal void Burst(int packets)
        {
            byte[] datagram = new byte[Payload];
            BitConverter.TryWriteBytes(datagram, _stack.Time.GetTimestamp());
            for (int i = 0; i < packets; i++)
            {
                Client.SendTo(datagram, s_destination);
            }

            Receive();
        }

        public void Dispose()
        {
            _capture.Dispose();
            _file.Dispose();
            _server.Dispose();
            Client.Dispose();
        }

        internal int MarkedPackets()
        {
            _capture.Dispose();
            byte[] marked = [0x08, 0x00, 0x45, 0x03];
            return _file.ToArray().AsSpan().Count(marked);
        }

        internal long ChecksumErrors() => _second.Run(static () => Ip.Statistics.BadChecksum);

        private void Receive()
        {
            byte[] buffer = new byte[Size];
            while (_server.Available > 0)
            {
                _server.Client.Receive(buffer);
                LastDelay = _stack.Time.GetElapsedTime(BitConverter.ToInt64(buffer));
                Received++;
            }
        }
    }
}
