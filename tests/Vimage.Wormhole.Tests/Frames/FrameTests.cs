namespace Vimage.Wormholes.Tests;

/// <summary>A wormhole of frames keeps their boundaries.</summary>
public sealed class FrameTests : IDisposable
{
    private const int Capacity = 256;

    private readonly FrameWormhole _wormhole = Wormhole.OpenFrames(TestVnet.Create(), TestVnet.Create(), new WormholeOptions { Capacity = Capacity });
    private readonly byte[] _buffer = new byte[Capacity];

    private WormholeFrameEnd First => _wormhole.First;

    private WormholeFrameEnd Second => _wormhole.Second;

    public void Dispose() => _wormhole.Dispose();

    [Fact]
    public void Frames_of_every_length_go_through_at_every_place_of_the_ring()
    {
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] frame = new byte[1 + random.Next(First.MaxLength)];
            random.NextBytes(frame);
            Assert.True(First.TrySend(frame));
            int length = Second.TryReceive(_buffer);
            Assert.Equal(frame, _buffer[..length]);
        }
    }

    [Fact]
    public void Several_lie_behind_each_other()
    {
        int sent = 0;
        while (First.TrySend(new byte[1 + (sent % 20)]))
        {
            sent++;
        }

        Assert.True(sent > 5);
        Assert.Equal(sent, _wormhole.Forward.Waiting);
        for (int i = 0; i < sent; i++)
        {
            Assert.Equal(1 + (i % 20), Second.TryReceive(_buffer));
        }

        Assert.Equal(0, Second.TryReceive(_buffer));
    }

    [Fact]
    public void A_frame_that_is_longer_than_the_buffer_stays()
    {
        First.Send("long"u8);
        Assert.Throws<ArgumentException>(() => Second.TryReceive(new byte[3]));
        Assert.Equal(4, Second.TryReceive(_buffer));
    }

    [Theory]
    [InlineData(0)]
    [InlineData((Capacity / 2) - 3)]
    public void One_that_can_not_go_through_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => First.TrySend(new byte[length]));

    [Theory]
    [InlineData(WormholeWait.Hybrid)]
    [InlineData(WormholeWait.Park)]
    public async Task Who_waits_for_space_or_for_a_frame_goes_on(WormholeWait wait)
    {
        First.Wait = wait;
        Second.Wait = wait;
        Task sending = Task.Run(
            async () =>
            {
                byte[] frame = new byte[First.MaxLength];
                for (int i = 0; i < 5000; i++)
                {
                    int length = 4 + (i * 37 % (First.MaxLength - 4));
                    BitConverter.TryWriteBytes(frame, i);
                    if (i % 2 == 0)
                    {
                        First.Send(frame.AsSpan(0, length));
                    }
                    else
                    {
                        await First.SendAsync(frame.AsMemory(0, length));
                    }
                }

                First.Complete();
            },
            TestContext.Current.CancellationToken);
        for (int i = 0; i < 5000; i++)
        {
            int length = i % 3 == 0 ? Second.Receive(_buffer) : await Second.ReceiveAsync(_buffer);
            Assert.Equal(4 + (i * 37 % (First.MaxLength - 4)), length);
            Assert.Equal(i, BitConverter.ToInt32(_buffer));
        }

        Assert.Equal(0, await Second.ReceiveAsync(_buffer));
        await sending;
    }

    [Fact]
    public void Frames_on_their_way_come_first_when_two_wormholes_collapse()
    {
        using FrameWormhole other = Wormhole.OpenFrames(Second.Vnet, TestVnet.Create());
        other.First.Send("1"u8);
        First.Send("2"u8);
        using FrameWormhole collapsed = Wormhole.Collapse(_wormhole, other);
        First.Send("3"u8);
        First.Complete();
        Assert.Equal([(byte)'1'], _buffer[..other.Second.Receive(_buffer)]);
        Assert.Equal([(byte)'2'], _buffer[..other.Second.Receive(_buffer)]);
        Assert.Equal([(byte)'3'], _buffer[..other.Second.Receive(_buffer)]);
        Assert.Equal(0, other.Second.Receive(_buffer));
    }
}
