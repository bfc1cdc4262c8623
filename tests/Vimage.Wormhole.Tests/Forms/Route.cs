namespace Vimage.Wormholes.Tests;

/// <summary>A wormhole of some form between two vnets; three pieces are more than it holds.</summary>
internal sealed class Route : IAsyncDisposable
{
    /// <summary>Of bytes and frames.</summary>
    internal const int PieceLength = 24;

    private const int CapacityInMessages = 4;
    private const int CapacityInBytes = 64;

    private readonly Vnet _admin = TestVnet.CreateParent();

    private Route()
    {
        Left = TestVnet.CreateBelow(_admin);
        Right = TestVnet.CreateBelow(_admin);
    }

    internal static TheoryData<Form> Forms => [.. Enum.GetValues<Form>()];

    internal Vnet Left { get; }

    internal Vnet Right { get; }

    /// <summary>Gets the way from left to right.</summary>
    internal Way There { get; private set; } = null!;

    internal Way Back { get; private set; } = null!;

    public async ValueTask DisposeAsync() => await _admin.DestroyAsync(new VnetDestroyOptions { Recursive = true });

    internal static async Task<Route> OpenAsync(Form form, WormholeWait wait)
    {
        Route route = new();
        await route._admin.RunAsync(() => route.OpenWaysAsync(form, wait));
        return route;
    }

    private async Task OpenWaysAsync(Form form, WormholeWait wait)
    {
        WormholeOptions messages = new() { Capacity = CapacityInMessages, Wait = wait };
        WormholeOptions bytes = new() { Capacity = CapacityInBytes, Wait = wait };
        switch (form)
        {
            case Form.Messages or Form.Awaited or Form.Enumerated or Form.Batches:
                Wormhole<int> numbers = Wormhole.Open<int>(Left, Right, messages);
                Lay(numbers.First, numbers.Second, (from, to) => MessagesBy(form, from, to));
                break;
            case Form.Buffers:
                Wormhole<WormholeBuffer> buffers = Wormhole.Open<WormholeBuffer>(Left, Right, messages);
                Lay(buffers.First, buffers.Second, static (from, to) => new BufferWay(from, to));
                break;
            case Form.Frames:
                FrameWormhole frames = Wormhole.OpenFrames(Left, Right, bytes);
                Lay(frames.First, frames.Second, static (from, to) => new FrameWay(from, to));
                break;
            case Form.SharedFrames:
                (SharedWormhole<WormholeFrameEnd> left, SharedWormhole<WormholeFrameEnd> right) = await SharedPair.OpenFramesAsync(Left, Right, bytes);
                Lay(left.End, right.End, static (from, to) => new FrameWay(from, to));
                break;
            case Form.SharedPipe or Form.SharedStream:
                (SharedWormhole<WormholePipe> first, SharedWormhole<WormholePipe> second) = await SharedPair.OpenBytesAsync(Left, Right, bytes);
                Lay(first.End, second.End, (from, to) => BytesBy(form, from, to));
                break;
            default:
                ByteWormhole pipes = Wormhole.OpenBytes(Left, Right, bytes);
                Lay(pipes.First, pipes.Second, (from, to) => BytesBy(form, from, to));
                break;
        }
    }

    private void Lay<TEnd>(TEnd left, TEnd right, Func<TEnd, TEnd, Way> way)
    {
        There = way(left, right);
        Back = way(right, left);
    }

    private static Way MessagesBy(Form form, WormholeEnd<int> from, WormholeEnd<int> to) => form switch
    {
        Form.Awaited => new AwaitedWay(from, to),
        Form.Enumerated => new EnumeratedWay(from, to),
        Form.Batches => new BatchWay(from, to),
        _ => new MessageWay(from, to),
    };

    private static Way BytesBy(Form form, WormholePipe from, WormholePipe to) => form is Form.Stream or Form.SharedStream
        ? new StreamWay(from.AsStream(), to.AsStream())
        : new PipeWay(from, to, areFlushed: form == Form.PipeFlushes);
}
