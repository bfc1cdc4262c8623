using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Vimage.Wormholes;

/// <summary>
/// A ring with any number of senders and one receiver at a time. A sender claims slots by moving the senders' position, fills them,
/// and marks each as filled. (Vyukov's bounded queue, for one receiver.)
/// </summary>
internal sealed class MpscWarp<T>(int capacity) : MessageWarp<T>
{
    // In the senders' position, so that no claim is made any more once it is set, and the position is final.
    private const long ClosedBit = 1L << 62;

    private readonly Slot[] _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)capacity)];
    private readonly int _mask = (int)BitOperations.RoundUpToPowerOf2((uint)capacity) - 1;
    private SenderLine _senders;
    private ReceiverLine _receiver;
    private long _sentBytes;

    internal override Parking Senders { get; } = new(isForMany: true);

    internal override Parking Receivers { get; } = new();

    internal override long Sent => Volatile.Read(ref _senders.Position) & ~ClosedBit;

    internal override long SentBytes => Passing<T>.IsOwned ? Volatile.Read(ref _sentBytes) : Sent * Passing<T>.SizeOf(default!);

    internal override long Received => Volatile.Read(ref _receiver.Position);

    internal override long Capacity => _slots.Length;

    internal override bool HasMessages => IsFilled(_receiver.Position);

    internal override bool HasSpace => Sent - Volatile.Read(ref _receiver.Position) <= _mask;

    protected override ref int SenderGate => ref _senders.Gate;

    protected override ref int ReceiverGate => ref _receiver.Gate;

    internal override bool TrySend(in T message) => TrySend(new ReadOnlySpan<T>(in message)) == 1;

    internal override int TrySend(ReadOnlySpan<T> messages)
    {
        if (messages.IsEmpty)
        {
            return 0;
        }

        int count = Claim(messages.Length, Passing<T>.SizeOf(messages[0]), out long position);
        if (count == 0)
        {
            return 0;
        }

        foreach (ref readonly T message in messages[..count])
        {
            Fill(position++, message);
        }

        if ((Volatile.Read(ref _senders.Gate) & Gate.Fence) != 0)
        {
            Receivers.WakeAfterFence(1);
        }

        return count;
    }

    internal override bool TryReceive(Turn turn, [MaybeNullWhen(false)] out T message)
    {
        message = default!;
        return TryReceive(turn, new Span<T>(ref message)) == 1;
    }

    internal override int TryReceive(Turn turn, Span<T> messages)
    {
        ref ReceiverLine line = ref _receiver;
        turn.Enter();
        int count = 0;
        if (Gate.IsTurn(Volatile.Read(ref line.Gate), turn))
        {
            long position = line.Position;
            while (count < messages.Length && IsFilled(position + count))
            {
                ref Slot slot = ref _slots[(int)(position + count) & _mask];
                messages[count++] = slot.Message;
                if (Passing<T>.NeedsClearing)
                {
                    slot.Message = default!;
                }
            }

            Volatile.Write(ref line.Position, position + count);
        }

        turn.Leave();
        if (count > 0 && (Volatile.Read(ref line.Gate) & Gate.Fence) != 0)
        {
            Senders.WakeAfterFence(count);
        }

        return count;
    }

    // No sender is waited for: the receiver waits for slots that were claimed before.
    protected override void CloseForSenders(int gate)
    {
        Interlocked.Or(ref _senders.Gate, gate);
        Interlocked.Or(ref _senders.Position, ClosedBit);
    }

    protected override void OpenForSenders(int gate)
    {
        Interlocked.And(ref _senders.Gate, ~gate);
        Interlocked.And(ref _senders.Position, ~ClosedBit);
    }

    private int Claim(int wanted, long size, out long position)
    {
        ref SenderLine line = ref _senders;
        int admitted = -1;
        while (true)
        {
            position = Volatile.Read(ref line.Position);
            if ((position & ClosedBit) != 0)
            {
                return 0;
            }

            int count = (int)Math.Min(_mask + 1 - (position - LookForSpace(ref line, position, wanted)), wanted);
            if (count <= 0)
            {
                return 0;
            }

            int gate = Volatile.Read(ref line.Gate);
            if ((gate & ~Gate.Fence) != 0 && admitted < 0)
            {
                admitted = Admit(gate, count, size);
            }

            count = admitted < 0 ? count : Math.Min(count, admitted);
            if (count == 0 || Interlocked.CompareExchange(ref line.Position, position + count, position) == position)
            {
                return count;
            }
        }
    }

    // Racing writes may take the copy back; it is then looked up once more than needed.
    private long LookForSpace(ref SenderLine line, long position, int wanted)
    {
        long received = Volatile.Read(ref line.KnownReceived);
        if (position + wanted - received > _mask + 1)
        {
            received = Volatile.Read(ref _receiver.Position);
            Volatile.Write(ref line.KnownReceived, received);
        }

        return received;
    }

    private void Fill(long position, in T message)
    {
        if (Passing<T>.IsOwned)
        {
            Interlocked.Add(ref _sentBytes, Passing<T>.SizeOf(message));
        }

        ref Slot slot = ref _slots[(int)position & _mask];
        slot.Message = Passing<T>.PassOn(message);
        Volatile.Write(ref slot.FilledFor, position + 1);
    }

    private bool IsFilled(long position) => Volatile.Read(ref _slots[(int)position & _mask].FilledFor) == position + 1;

    private struct Slot
    {
        /// <summary>One more than the position that the message is at; of an earlier round while the slot is free.</summary>
        internal long FilledFor;

        internal T Message;
    }
}
