using System.Buffers;
using System.IO.Pipelines;

namespace Vimage.Wormholes.Tests;

/// <summary>Numbers of eight bytes each, some at a time. The last one of a process that was killed may have come in part.</summary>
internal sealed class CountingBytes(WormholePipe end) : Counting
{
    internal override int PieceSize => 97;

    private protected override async ValueTask<int> SendNextAsync(long next)
    {
        int count = 1 + (int)(next % PieceSize);
        Memory<byte> memory = end.Output.GetMemory(count * sizeof(long));
        for (int i = 0; i < count; i++)
        {
            BitConverter.TryWriteBytes(memory.Span[(i * sizeof(long))..], next + i);
        }

        end.Output.Advance(count * sizeof(long));
        FlushResult result = await end.Output.FlushAsync();
        return result.IsCompleted ? throw new EndOfStreamException("The other end receives nothing any more.") : count;
    }

    private protected override async ValueTask<int> ReceiveNextAsync()
    {
        ReadResult result = await end.Input.ReadAtLeastAsync(sizeof(long));
        int count = Check(result.Buffer);
        end.Input.AdvanceTo(result.Buffer.GetPosition(count * sizeof(long)));
        return count;
    }

    private int Check(ReadOnlySequence<byte> bytes)
    {
        SequenceReader<byte> reader = new(bytes);
        int count = 0;
        while (reader.TryReadLittleEndian(out long number))
        {
            Demand(number == Received + count, $"The number {number}");
            count++;
        }

        return count;
    }
}
