using System.Runtime.InteropServices;

namespace Vimage.Wormholes;

/// <summary>
/// A warp of frames: each in one piece, behind its length, on a boundary of four bytes. Where the rest of the ring is too short a mark
/// says that the frame is at its start.
/// </summary>
internal sealed class FrameWarp(RingMemory memory) : ByteWarp(memory)
{
    private const int LengthSize = sizeof(int);
    private const int GoToStart = -1;

    // What the frame that waits takes. The sender's own.
    private int _needed = 1;

    /// <summary>Gets the longest frame that fits wherever the ring begins.</summary>
    internal int MaxLength => ((int)Capacity / 2) - LengthSize;

    internal override bool HasSpace => Free >= _needed;

    internal override long SentBytes => Volatile.Read(ref Memory.Header.Sender.FrameBytes);

    internal override WormholeStatistics Statistics =>
        new(Volatile.Read(ref Memory.Header.Sender.Frames), Volatile.Read(ref Memory.Header.Receiver.Frames), SentBytes, Capacity);

    /// <summary>Sends a frame if there is space and nothing speaks against it.</summary>
    internal bool TrySendFrame(ReadOnlySpan<byte> frame)
    {
        ref RingHeader header = ref Memory.Header;
        EnterSender(ref header.Sender);
        int taken = RoundUp(LengthSize + frame.Length);
        int start = IndexOf(header.Sender.Position);
        int skipped = start + taken > (int)Capacity ? (int)Capacity - start : 0;
        _needed = skipped + taken;
        int gate = Volatile.Read(ref header.Sender.Gate);
        if (FreeFor(ref header.Sender) < _needed || ((gate & ~Gate.Fence) != 0 && Admit(gate, 1, frame.Length) == 0))
        {
            Volatile.Write(ref header.Sender.Busy, 0);
            return false;
        }

        Span<byte> ring = Memory.Bytes.Span;
        if (skipped > 0)
        {
            MemoryMarshal.Write(ring[start..], GoToStart);
            start = 0;
        }

        MemoryMarshal.Write(ring[start..], frame.Length);
        frame.CopyTo(ring[(start + LengthSize)..]);
        Volatile.Write(ref header.Sender.Frames, header.Sender.Frames + 1);
        Volatile.Write(ref header.Sender.FrameBytes, header.Sender.FrameBytes + frame.Length);
        Publish(ref header.Sender, _needed);
        return true;
    }

    /// <summary>Receives a frame if there is one and it is the receiver's turn.</summary>
    /// <returns>Its length; 0 if there is none.</returns>
    /// <exception cref="ArgumentException">It is longer than what is to take it. It can be received again.</exception>
    internal int TryReceiveFrame(Turn turn, Span<byte> destination)
    {
        ref RingHeader header = ref Memory.Header;
        turn.Enter();
        int length = 0;
        int taken = 0;
        try
        {
            if (Gate.IsTurn(Volatile.Read(ref header.Receiver.Gate), turn) && Available > 0)
            {
                ReadOnlySpan<byte> frame = Next(out taken);
                if (frame.Length > destination.Length)
                {
                    taken = 0;
                    throw new ArgumentException(
                        $"The frame has {frame.Length} bytes, and what is to take it {destination.Length}. Receive it with a larger buffer.",
                        nameof(destination));
                }

                frame.CopyTo(destination);
                length = frame.Length;
                Volatile.Write(ref header.Receiver.Frames, header.Receiver.Frames + 1);
            }
        }
        finally
        {
            Release(ref header.Receiver, turn, taken);
        }

        return length;
    }

    private static int RoundUp(int length) => (length + LengthSize - 1) & -LengthSize;

    // Neither the lengths are taken on trust.
    private ReadOnlySpan<byte> Next(out int taken)
    {
        int available = Available;
        ReadOnlySpan<byte> ring = Memory.Bytes.Span;
        int start = IndexOf(Memory.Header.Receiver.Position);
        int length = MemoryMarshal.Read<int>(ring[start..]);
        int skipped = 0;
        if (length == GoToStart)
        {
            skipped = ring.Length - start;
            start = 0;
            length = MemoryMarshal.Read<int>(ring);
        }

        if (length <= 0 || length > MaxLength)
        {
            throw Damaged(length);
        }

        taken = skipped + RoundUp(LengthSize + length);
        return taken <= available && start + LengthSize + length <= ring.Length
            ? ring.Slice(start + LengthSize, length)
            : throw Damaged(length);
    }

    private static InvalidDataException Damaged(int length) =>
        new($"The ring holds a frame of {length} bytes, which nobody can have sent: somebody has written over it.");
}
