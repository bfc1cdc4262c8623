using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Fuzzing;

/// <summary>
/// A connection, and segments of it: each is a few bytes that say how far it is from what would be right, and what whoever has the socket
/// does afterwards.
/// </summary>
internal static class ConnectionTarget
{
    private const int RecordSize = 10;
    private const ushort PeerPort = 5000;

    private enum UserAction
    {
        None,
        Send,
        Receive,
        Wait,
        ShutDown,
        Close,
    }

    internal static void Run(ReadOnlySpan<byte> input)
    {
        using FuzzStack stack = new();
        uint next = 1000;
        Inject(stack, next++, 0, TcpFlags.Syn, 65535, [2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 3, 3, 7, 0], 0);
        uint expected = new TcpHeader(new IpHeader(stack.Link.LastSent.AsSpan(EthernetHeader.Size)).Payload).Sequence + 1;
        Inject(stack, next, expected, TcpFlags.Ack, 65535, Timestamps(2), 0);
        using VnetSocket socket = stack.Accept();
        socket.Blocking = false;
        while (input.Length >= RecordSize)
        {
            ReadOnlySpan<byte> record = input[..RecordSize];
            ReadOnlySpan<byte> options = input.Slice(RecordSize, Math.Min(record[7] & 0x3C, Math.Min(TcpHeader.MaxOptions, (input.Length - RecordSize) & ~3)));
            input = input[(RecordSize + options.Length)..];
            uint sequence = next + (uint)BinaryPrimitives.ReadInt16BigEndian(record[1..]);
            int length = record[8] * 6;
            Inject(
                stack,
                sequence,
                expected + (uint)BinaryPrimitives.ReadInt16BigEndian(record[3..]),
                (TcpFlags)record[0],
                BinaryPrimitives.ReadUInt16BigEndian(record[5..]),
                options,
                length);
            next = sequence == next ? next + (uint)length : next;
            Act(stack, socket, (UserAction)(record[9] & 7));
        }

        socket.Close();
        stack.End();
    }

    internal static IEnumerable<byte[]> Seeds(IReadOnlyList<byte[]> frames) =>
        frames.GroupBy(static frame => FrameTarget.IsToPeer(frame)).Select(static direction => direction.SelectMany(RecordOf).ToArray());

    private static void Act(FuzzStack stack, VnetSocket socket, UserAction action)
    {
        byte[] buffer = new byte[3000];
        try
        {
            switch (action)
            {
                case UserAction.Send:
                    _ = socket.Send(buffer);
                    break;
                case UserAction.Receive:
                    _ = socket.Receive(buffer);
                    break;
                case UserAction.Wait:
                    stack.Time.Advance(TimeSpan.FromMilliseconds(300));
                    break;
                case UserAction.ShutDown:
                    socket.Shutdown(SocketShutdown.Send);
                    break;
                case UserAction.Close:
                    socket.Close();
                    break;
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // A reset, nothing to read, or closed before.
        }
    }

    private static void Inject(FuzzStack stack, uint sequence, uint acknowledgment, TcpFlags flags, ushort window, ReadOnlySpan<byte> options, int length)
    {
        int headerLength = TcpHeader.MinSize + options.Length;
        byte[] frame = new byte[EthernetHeader.Size + IpHeader.MinSize + headerLength + length];
        EthernetHeader.Write(frame, Corpus.OwnLink, Corpus.PeerLink, EtherType.Ipv4);
        IpHeader ip = new(frame.AsSpan(EthernetHeader.Size));
        ip.Write(
            new IpFields
            {
                Source = Ipv4.FromAddress(IPAddress.Parse(Corpus.PeerAddress)),
                Destination = Ipv4.FromAddress(IPAddress.Parse(Corpus.OwnAddress)),
                Protocol = IpProtocol.Tcp,
                TimeToLive = 64,
            },
            frame.Length - EthernetHeader.Size,
            1);
        options.CopyTo(ip.Payload[TcpHeader.MinSize..]);
        new TcpHeader(ip.Payload).Write(
            new TcpFields
            {
                SourcePort = PeerPort,
                DestinationPort = FuzzStack.Port,
                Sequence = sequence,
                Acknowledgment = acknowledgment,
                Flags = flags,
                Window = window,
                UrgentPointer = (ushort)(length / 2),
            },
            headerLength);
        Checksums.Repair(frame);
        stack.Link.Inject(frame);
    }

    private static byte[] Timestamps(byte value) => [1, 1, 8, 10, 0, 0, 0, value, 0, 0, 0, 0];

    private static byte[] RecordOf(byte[] frame)
    {
        if (EthernetHeader.Type(frame) != EtherType.Ipv4)
        {
            return [];
        }

        IpHeader ip = new(frame.AsSpan(EthernetHeader.Size));
        if (ip.Protocol != IpProtocol.Tcp || ip.IsFragment || ip.Payload.Length < TcpHeader.MinSize)
        {
            return [];
        }

        TcpHeader tcp = new(ip.Payload);
        if (tcp.HeaderLength < TcpHeader.MinSize || tcp.HeaderLength > ip.Payload.Length)
        {
            return [];
        }

        byte[] options = tcp.Options.ToArray();
        byte data = (byte)Math.Min(byte.MaxValue, tcp.Payload.Length / 6);
        return [(byte)tcp.Flags, 0, 0, 0, 0, (byte)(tcp.Window >> 8), (byte)tcp.Window, (byte)options.Length, data, (byte)UserAction.Receive, .. options];
    }
}
