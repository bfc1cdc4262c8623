using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>The other end of a connection, whose segments the test sends and looks at one by one.</summary>
internal sealed class TcpPeer
{
    internal const string OwnAddress = "192.0.2.1";
    internal const string PeerAddress = "192.0.2.2";
    internal const ushort OwnPort = 80;

    private static int s_last;

    private readonly TestStack _stack;
    private int _seen;

    internal TcpPeer(TestStack stack, ushort port = 5000, Wire? wire = null)
    {
        _stack = stack;
        (Port, RemotePort) = (port, OwnPort);
        Wire = wire ?? AddWire(stack);
    }

    /// <summary>Gets what most of the world offers: segments of 1460 bytes, scaled windows, selective acknowledgments, timestamps.</summary>
    internal static TcpOptions AllOptions => new() { Mss = 1460, WindowScale = 7, SackPermitted = true, HasTimestamps = true, TsValue = 1000 };

    internal static TcpOptions SackOnly => new() { Mss = 1460, SackPermitted = true };

    internal static TcpOptions MssOnly => new() { Mss = 1460 };

    internal Wire Wire { get; }

    internal ushort Port { get; }

    /// <summary>Gets or sets the port of the stack.</summary>
    internal ushort RemotePort { get; set; }

    /// <summary>Gets or sets the sequence number of what it sends next. (SND.NXT)</summary>
    internal uint Next { get; set; } = 1_000_000;

    /// <summary>Gets or sets what it acknowledges: all that it has seen without a gap. (RCV.NXT)</summary>
    internal uint Expected { get; set; }

    /// <summary>Gets or sets its window as it is written.</summary>
    internal ushort Window { get; set; } = 65535;

    /// <summary>Gets or sets its clock, once timestamps were agreed on; none where they were not.</summary>
    internal uint? Clock { get; set; }

    /// <summary>Gets or sets the stack's timestamp, which it sends back.</summary>
    internal uint Echo { get; set; }

    internal static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    internal static VnetSocket Listen(int backlog = 128)
    {
        VnetSocket socket = new(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        socket.Bind(new IPEndPoint(IPAddress.Any, OwnPort));
        socket.Listen(backlog);
        return socket;
    }

    /// <summary>Sends a segment; one without a sequence number of its own is the next in order.</summary>
    internal void Send(
        TcpFlags flags,
        ReadOnlySpan<byte> data = default,
        uint? sequence = null,
        uint? acknowledgment = null,
        TcpOptions? options = null,
        ushort urgentPointer = 0,
        byte typeOfService = 0)
    {
        TcpFields fields = new()
        {
            SourcePort = Port,
            DestinationPort = RemotePort,
            Sequence = sequence ?? Next,
            Acknowledgment = (flags & TcpFlags.Ack) != 0 ? acknowledgment ?? Expected : 0,
            Flags = flags,
            Window = Window,
            UrgentPointer = urgentPointer,
        };
        if (sequence is null && (flags & TcpFlags.Rst) == 0)
        {
            Next += (uint)data.Length + ((flags & TcpFlags.Syn) != 0 ? 1u : 0) + ((flags & TcpFlags.Fin) != 0 ? 1u : 0);
        }

        TcpOptions all = options ?? default;
        if (Clock is { } clock && !all.HasTimestamps)
        {
            (all.HasTimestamps, all.TsValue, all.TsEcho) = (true, clock, Echo);
        }

        Wire.InjectIp(Packets.Tcp(PeerAddress, OwnAddress, fields, all, data, typeOfService));
    }

    internal void Ack() => Send(TcpFlags.Ack);

    internal void SendData(int bytes) => Send(TcpFlags.Ack | TcpFlags.Psh, Bytes(bytes));

    /// <summary>Says what has arrived beyond what is acknowledged.</summary>
    internal void Sack(params ReadOnlySpan<SackBlock> blocks)
    {
        TcpOptions options = default;
        foreach (SackBlock block in blocks)
        {
            options.Sacks[options.SackCount++] = block;
        }

        Send(TcpFlags.Ack, options: options);
    }

    /// <summary>Lets time pass.</summary>
    internal void Wait(double milliseconds) => _stack.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Returns the next segment that was sent.</summary>
    internal Segment Receive()
    {
        Assert.True(TryReceive(out Segment? segment), "Nothing was sent.");
        return segment!;
    }

    internal List<Segment> ReceiveAll()
    {
        List<Segment> all = [];
        while (TryReceive(out Segment? segment))
        {
            all.Add(segment!);
        }

        return all;
    }

    /// <summary>Forgets what was sent.</summary>
    internal void Forget()
    {
        Wire.Sent.Clear();
        _seen = 0;
    }

    internal void AssertSilent() => Assert.Empty(ReceiveAll());

    /// <summary>Lets time pass until a segment is sent, and returns it and how long that took, in milliseconds.</summary>
    internal (Segment Segment, double Milliseconds) WaitForSegment(double step = 1, double limit = 200_000)
    {
        for (double waited = 0; waited <= limit; waited += step)
        {
            if (TryReceive(out Segment? segment))
            {
                return (segment!, waited);
            }

            Wait(step);
        }

        throw new TimeoutException($"Nothing was sent in {limit} ms.");
    }

    /// <summary>Connects to the stack's port.</summary>
    internal VnetSocket Connect(VnetSocket listener, TcpOptions? options = null)
    {
        Send(TcpFlags.Syn, options: options ?? MssOnly);
        Segment answer = Receive();
        Assert.Equal(TcpFlags.Syn | TcpFlags.Ack, answer.Flags);
        Assert.Equal(Next, answer.Acknowledgment);
        Agree(options, answer);
        Ack();
        VnetSocket socket = listener.Accept();
        socket.Blocking = false;
        return socket;
    }

    /// <summary>Lets a new socket of the stack begin to connect.</summary>
    internal VnetSocket Begin()
    {
        VnetSocket socket = new(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        SocketException error = Assert.Throws<SocketException>(() => socket.Connect(new IPEndPoint(IPAddress.Parse(PeerAddress), Port)));
        Assert.Equal(SocketError.WouldBlock, error.SocketErrorCode);
        return socket;
    }

    /// <summary>Lets a new socket of the stack connect.</summary>
    internal VnetSocket Accept(TcpOptions? options = null)
    {
        VnetSocket socket = Begin();
        Segment first = Receive();
        Assert.Equal(TcpFlags.Syn, first.Flags & ~(TcpFlags.Ece | TcpFlags.Cwr));
        RemotePort = first.SourcePort;
        Agree(options, first);
        Send(TcpFlags.Syn | TcpFlags.Ack, options: options ?? MssOnly);
        Assert.Equal(TcpFlags.Ack, Receive().Flags);
        Assert.True(socket.Connected);
        return socket;
    }

    private static Wire AddWire(TestStack stack)
    {
        Wire wire = TestStack.AddWire(OwnAddress, 24);
        Arp.AddStatic(wire, IPAddress.Parse(PeerAddress), Wire.PeerLink);
        wire.Sent.Clear();

        // Answers are counted by the second, in one instance for all tests.
        stack.Time.Advance(TimeSpan.FromSeconds(10 * Interlocked.Increment(ref s_last)));
        return wire;
    }

    private void Agree(TcpOptions? options, Segment segment)
    {
        Clock = options is { HasTimestamps: true } && segment.Options.HasTimestamps ? options.Value.TsValue : null;
        Echo = segment.Options.TsValue;
    }

    private bool TryReceive(out Segment? segment)
    {
        segment = null;
        while (segment is null && _seen < Wire.Sent.Count)
        {
            byte[] frame = Wire.Sent[_seen++];
            if (EthernetHeader.Type(frame) == EtherType.Ipv4 && new IpHeader(frame.AsSpan(EthernetHeader.Size)).Protocol == IpProtocol.Tcp)
            {
                segment = new Segment(frame[EthernetHeader.Size..]);
                segment = segment.DestinationPort == Port ? segment : null;
            }
        }

        if (segment is null)
        {
            return false;
        }

        if (segment.Has(TcpFlags.Syn) || segment.Sequence == Expected)
        {
            Expected = segment.End;
        }

        Echo = segment.Options.HasTimestamps ? segment.Options.TsValue : Echo;
        return true;
    }
}
