using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Vimage.Wormholes.Tests;

/// <summary>The ends of a wormhole of bytes keep the contract of <see cref="PipeReader"/> and <see cref="PipeWriter"/>.</summary>
public sealed class PipeTests : IDisposable
{
    private readonly ByteWormhole _wormhole = Wormhole.OpenBytes(TestVnet.Create(), TestVnet.Create(), new WormholeOptions { Capacity = 1024 });

    private PipeWriter Writer => _wormhole.First.Output;

    private PipeReader Reader => _wormhole.Second.Input;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _wormhole.Dispose();

    [Fact]
    public async Task What_is_written_and_flushed_is_read()
    {
        "hello"u8.CopyTo(Writer.GetSpan(5));
        Writer.Advance(5);
        Assert.False(Reader.TryRead(out _));
        await Writer.FlushAsync(Cancellation);
        ReadResult result = await Reader.ReadAsync(Cancellation);
        Assert.Equal("hello", Encoding.ASCII.GetString(result.Buffer));
        Reader.AdvanceTo(result.Buffer.End);
    }

    [Fact]
    public async Task What_is_not_consumed_is_read_again_and_at_once_only_if_it_was_not_examined()
    {
        await Writer.WriteAsync("abcdef"u8.ToArray(), Cancellation);
        ReadResult first = await Reader.ReadAsync(Cancellation);
        Reader.AdvanceTo(first.Buffer.GetPosition(2), first.Buffer.GetPosition(4));
        Assert.True(Reader.TryRead(out ReadResult second));
        Assert.Equal("cdef", Encoding.ASCII.GetString(second.Buffer));
        Reader.AdvanceTo(second.Buffer.Start, second.Buffer.End);
        Assert.False(Reader.TryRead(out _));
        await Writer.WriteAsync("g"u8.ToArray(), Cancellation);
        Assert.Equal("cdefg", Encoding.ASCII.GetString((await Reader.ReadAsync(Cancellation)).Buffer));
    }

    [Fact]
    public async Task Who_examines_all_and_consumes_nothing_gets_more_than_the_ring_holds()
    {
        byte[] sent = Pattern(100_000);
        Task writing = Writer.WriteAsync(sent, Cancellation).AsTask();
        while (true)
        {
            ReadResult result = await Reader.ReadAsync(Cancellation);
            if (result.Buffer.Length == sent.Length)
            {
                Assert.Equal(sent, result.Buffer.ToArray());
                Reader.AdvanceTo(result.Buffer.GetPosition(99_990));
                break;
            }

            Reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }

        await writing;
        Assert.Equal(sent[99_990..], (await Reader.ReadAsync(Cancellation)).Buffer.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(5000)]
    public async Task Memory_of_any_size_can_be_had_wherever_the_ring_is(int size)
    {
        byte[] sent = Pattern(20_000);
        Task writing = Task.Run(
            async () =>
            {
                for (int position = 0; position < sent.Length;)
                {
                    Memory<byte> memory = Writer.GetMemory(size);
                    Assert.True(memory.Length >= size);
                    int count = Math.Min(size, sent.Length - position);
                    sent.AsMemory(position, count).CopyTo(memory);
                    Writer.Advance(count);
                    position += count;
                    if (position % 3 != 0)
                    {
                        await Writer.FlushAsync(Cancellation);
                    }
                }

                await Writer.CompleteAsync();
            },
            Cancellation);
        Assert.Equal(sent, await ReadAllAsync(Reader));
        await writing;
    }

    [Fact]
    public async Task What_is_written_with_a_cancelled_token_is_not_sent()
    {
        using ByteWormhole wormhole = Wormhole.OpenBytes(TestVnet.Create(), TestVnet.Create());
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await wormhole.First.Output.WriteAsync("once"u8.ToArray(), cancelled));
        await wormhole.First.Output.WriteAsync("once"u8.ToArray(), TestContext.Current.CancellationToken);
        ReadResult result = await wormhole.Second.Input.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal("once"u8.ToArray(), result.Buffer.ToArray());
    }

    [Fact]
    public async Task A_writer_waits_while_the_ring_is_full_and_goes_on_when_something_is_consumed()
    {
        ValueTask<FlushResult> flush = Writer.WriteAsync(new byte[1500], Cancellation);
        Assert.False(flush.IsCompleted);
        ReadResult result = await Reader.ReadAsync(Cancellation);
        Reader.AdvanceTo(result.Buffer.End);
        Assert.False((await flush).IsCompleted);
    }

    [Fact]
    public async Task Completing_the_writer_ends_what_is_read_after_all_that_was_written()
    {
        Writer.Write(new byte[3000]);
        Writer.Complete();
        Assert.Equal(3000, (await ReadAllAsync(Reader)).Length);
    }

    [Fact]
    public async Task Completing_the_reader_is_seen_by_the_writer()
    {
        Reader.Complete();
        Assert.True((await Writer.WriteAsync("x"u8.ToArray(), Cancellation)).IsCompleted);
    }

    [Fact]
    public async Task A_pending_read_and_a_pending_flush_can_be_cancelled_and_tried_again()
    {
        ValueTask<ReadResult> read = Reader.ReadAsync(Cancellation);
        Reader.CancelPendingRead();
        ReadResult cancelled = await read;
        Assert.True(cancelled.IsCanceled);
        Reader.AdvanceTo(cancelled.Buffer.Start);

        ValueTask<FlushResult> flush = Writer.WriteAsync(new byte[1500], Cancellation);
        Writer.CancelPendingFlush();
        Assert.True((await flush).IsCanceled);
        Writer.Complete();
        Assert.Equal(1500, (await ReadAllAsync(Reader)).Length);
    }

    [Fact]
    public async Task A_token_ends_a_read()
    {
        using CancellationTokenSource source = new();
        ValueTask<ReadResult> read = Reader.ReadAsync(source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
        await Writer.WriteAsync("x"u8.ToArray(), Cancellation);
        Assert.Equal(1, (await Reader.ReadAsync(Cancellation)).Buffer.Length);
    }

    [Fact]
    public async Task A_revocation_is_an_exception_after_what_was_accepted()
    {
        await Writer.WriteAsync("last"u8.ToArray(), Cancellation);
        _wormhole.Revoke();
        ReadResult result = await Reader.ReadAsync(Cancellation);
        Reader.AdvanceTo(result.Buffer.End);
        Assert.Equal(4, result.Buffer.Length);
        await Assert.ThrowsAsync<WormholeRevokedException>(async () => await Reader.ReadAsync(Cancellation));
        await Assert.ThrowsAsync<WormholeRevokedException>(async () => await Writer.WriteAsync("x"u8.ToArray(), Cancellation));
    }

    [Fact]
    public async Task Bytes_that_were_examined_stay_when_two_wormholes_collapse()
    {
        Vnet far = TestVnet.Create();
        using ByteWormhole other = Wormhole.OpenBytes(_wormhole.Second.Vnet, far);
        await other.First.Output.WriteAsync("12"u8.ToArray(), Cancellation);
        ReadResult examined = await other.Second.Input.ReadAsync(Cancellation);
        other.Second.Input.AdvanceTo(examined.Buffer.Start, examined.Buffer.End);
        await Writer.WriteAsync("34"u8.ToArray(), Cancellation);
        using ByteWormhole collapsed = Wormhole.Collapse(_wormhole, other);
        await Writer.WriteAsync("56"u8.ToArray(), Cancellation);
        await Writer.CompleteAsync();
        Assert.Equal("123456"u8.ToArray(), await ReadAllAsync(other.Second.Input));
        await other.Second.Output.WriteAsync("back"u8.ToArray(), Cancellation);
        Assert.Equal("back"u8.ToArray(), (await _wormhole.First.Input.ReadAsync(Cancellation)).Buffer.ToArray());
    }

    internal static byte[] Pattern(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 % 251))];

    internal static async Task<byte[]> ReadAllAsync(PipeReader reader)
    {
        using MemoryStream all = new();
        await reader.CopyToAsync(all, Cancellation);
        return all.ToArray();
    }
}
