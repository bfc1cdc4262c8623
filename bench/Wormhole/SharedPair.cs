using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>Wormholes through memory that two processes could share, with both ends in this one.</summary>
internal sealed class SharedPair : IDisposable
{
    private readonly List<Wormholes.Wormhole> _wormholes = [];

    internal SharedPair()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.sock");
        using WormholeListener listener = WormholeListener.Listen(path, Sides.First);
        Bytes = Open(listener.AcceptBytesAsync(), WormholeConnector.ConnectBytesAsync(path, Sides.Second));
        Frames = Open(listener.AcceptFramesAsync(), WormholeConnector.ConnectFramesAsync(path, Sides.Second));
    }

    internal (WormholePipe From, WormholePipe To) Bytes { get; }

    internal (WormholeFrameEnd From, WormholeFrameEnd To) Frames { get; }

    public void Dispose() => _wormholes.ForEach(static each => each.Dispose());

    private (TEnd From, TEnd To) Open<TEnd>(Task<SharedWormhole<TEnd>> accepting, Task<SharedWormhole<TEnd>> connecting)
        where TEnd : WormholeEnd
    {
        _wormholes.AddRange([accepting.Result, connecting.Result]);
        return (accepting.Result.End, connecting.Result.End);
    }
}
