using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Vimage.Wormholes;

/// <summary>
/// A ring with one sender and one receiver at a time. Each writes a position of its own and keeps a copy of the other's, which it reads
/// anew only when by the copy the ring were full, or empty. (Lamport's ring with the cached indices of Torquati's FastForward and
/// Thompson's Disruptor.)
/// </summary>
internal sealed class SpscWarp<T>(int capacity) : MessageWarp<T>
{
    private readonly T[] _slots = new T[BitOperations.RoundUpToPowerOf2((uint)capacity)];
    private readonly int _mask = (int)BitOperations.RoundUpToPowerOf2((uint)capacity) - 1;
    private SenderLine _sender;
    private ReceiverLine _receiver;

    // Of messages whose size is not that of their type.
    private long _sentBytes;

    internal override Parking Senders { get; } = new();

    internal override Parking Receivers { get; } = new();

    internal override long Sent => Volatile.Read(ref _sender.Position);

    internal override long SentBytes => Passing<T>.IsOwned ? Volatile.Read(ref _sentBytes) : Sent * Passing<T>.SizeOf(default!);

    internal override long Received => Volatile.Read(ref _receiver.Position);

    internal override long Capacity => _slots.Length;

    internal override bool HasMessages => Volatile.Read(ref _sender.Position) != _receiver.Position;

    internal override bool HasSpace => _sender.Position - Volatile.Read(ref _receiver.Position) <= _mask;

    protected override ref int SenderGate => ref _sender.Gate;

    protected override ref int ReceiverGate => ref _receiver.Gate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal override bool TrySend(in T message)
    {
        ref SenderLine line = ref _sender;
        EnterSender(ref line);
        long position = line.Position;
        if (position - line.KnownReceived > _mask && !LookForSpace(ref line, position))
        {
            Volatile.Write(ref line.Busy, 0);
            return false;
        }

        int gate = Volatile.Read(ref line.Gate);
        if ((gate & ~Gate.Fence) != 0 && Admit(gate, 1, Passing<T>.SizeOf(message)) == 0)
        {
            Volatile.Write(ref line.Busy, 0);
            return false;
        }

        Put(position, message);
        Publish(ref line, position + 1);

        return true;
    }

    internal override int TrySend(ReadOnlySpan<T> messages)
    {
        ref SenderLine line = ref _sender;
        EnterSender(ref line);
        long position = line.Position;
        if (position + messages.Length - line.KnownReceived > _mask + 1)
        {
            LookForSpace(ref line, position);
        }

        int count = (int)Math.Min(_mask + 1 - (position - line.KnownReceived), messages.Length);
        int gate = Volatile.Read(ref line.Gate);
        if ((gate & ~Gate.Fence) != 0 && count > 0)
        {
            count = Admit(gate, count, Passing<T>.SizeOf(messages[0]));
        }

        if (count == 0)
        {
            Volatile.Write(ref line.Busy, 0);
            return 0;
        }

        Put(position, messages[..count]);
        Publish(ref line, position + count);

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal override bool TryReceive(Turn turn, [MaybeNullWhen(false)] out T message)
    {
        ref ReceiverLine line = ref _receiver;
        turn.Enter();
        if (!Gate.IsTurn(Volatile.Read(ref line.Gate), turn)
            || (line.Position == line.KnownSent && !LookForMessages(ref line, line.Position)))
        {
            turn.Leave();
            message = default;
            return false;
        }

        long position = line.Position;

        ref T slot = ref _slots[(int)position & _mask];
        message = slot;
        if (Passing<T>.NeedsClearing)
        {
            slot = default!;
        }

        Release(ref line, turn, position + 1, count: 1);

        return true;
    }

    internal override int TryReceive(Turn turn, Span<T> messages)
    {
        ref ReceiverLine line = ref _receiver;
        turn.Enter();
        if (!Gate.IsTurn(Volatile.Read(ref line.Gate), turn))
        {
            turn.Leave();
            return 0;
        }

        long position = line.Position;
        if (line.KnownSent - position < messages.Length)
        {
            LookForMessages(ref line, position);
        }

        int count = (int)Math.Min(line.KnownSent - position, messages.Length);
        if (count == 0)
        {
            turn.Leave();
            return 0;
        }

        Get(position, messages[..count]);
        Release(ref line, turn, position + count, count);

        return count;
    }

    protected override void CloseForSenders(int gate)
    {
        Interlocked.Or(ref _sender.Gate, gate);
        Gate.WaitUntilHeeded(ref _sender.Busy);
    }

    protected override void OpenForSenders(int gate) => Interlocked.And(ref _sender.Gate, ~gate);

    // Two at once would overwrite each other's messages; most of them are caught.
    private static void EnterSender(ref SenderLine line)
    {
        if (line.Busy != 0)
        {
            throw new InvalidOperationException(
                "Two senders use an end of a wormhole at once, which has one. Open it with WormholeOptions.ManySenders.");
        }

        Volatile.Write(ref line.Busy, 1);
    }

    private bool LookForSpace(ref SenderLine line, long position)
    {
        Senders.RelaxFrom(ref _receiver.Gate, position);
        line.KnownReceived = Volatile.Read(ref _receiver.Position);
        return position - line.KnownReceived <= _mask;
    }

    private bool LookForMessages(ref ReceiverLine line, long position)
    {
        Receivers.RelaxFrom(ref _sender.Gate, position);
        line.KnownSent = Volatile.Read(ref _sender.Position);
        if (position == line.KnownSent)
        {
            Prefetch(ref _slots[(int)position & _mask]);
            return false;
        }

        return true;
    }

    // Who looks again and again has the slot on its way when it finds that it is filled, and does not wait for one line after the other.
    private static unsafe void Prefetch(ref T slot)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref slot));
        }
    }

    private void Put(long position, in T message)
    {
        if (Passing<T>.IsOwned)
        {
            Volatile.Write(ref _sentBytes, _sentBytes + Passing<T>.SizeOf(message));
        }

        _slots[(int)position & _mask] = Passing<T>.PassOn(message);
    }

    private void Put(long position, ReadOnlySpan<T> messages)
    {
        int start = (int)position & _mask;
        int first = Math.Min(messages.Length, _slots.Length - start);
        messages[..first].CopyTo(_slots.AsSpan(start));
        messages[first..].CopyTo(_slots);
    }

    private void Get(long position, Span<T> messages)
    {
        int start = (int)position & _mask;
        int first = Math.Min(messages.Length, _slots.Length - start);
        Get(_slots.AsSpan(start, first), messages);
        Get(_slots.AsSpan(0, messages.Length - first), messages[first..]);
    }

    private static void Get(Span<T> slots, Span<T> messages)
    {
        slots.CopyTo(messages);
        if (Passing<T>.NeedsClearing)
        {
            slots.Clear();
        }
    }

    // The gate is read after the position is written: whoever parks closes it first and looks at the position then.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Publish(ref SenderLine line, long position)
    {
        Volatile.Write(ref line.Position, position);
        Volatile.Write(ref line.Busy, 0);
        if ((Volatile.Read(ref line.Gate) & Gate.Fence) != 0)
        {
            Receivers.WakeAfterFence(1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Release(ref ReceiverLine line, Turn turn, long position, int count)
    {
        Volatile.Write(ref line.Position, position);
        turn.Leave();
        if ((Volatile.Read(ref line.Gate) & Gate.Fence) != 0)
        {
            Senders.WakeAfterFence(count);
        }
    }
}
