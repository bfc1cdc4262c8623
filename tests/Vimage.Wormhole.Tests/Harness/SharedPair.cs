namespace Vimage.Wormholes.Tests;

/// <summary>Opens wormholes between processes with both ends in this one, each in a vnet at or below the current one.</summary>
internal static class SharedPair
{
    internal static Task<(SharedWormhole<WormholePipe> First, SharedWormhole<WormholePipe> Second)> OpenBytesAsync(
        Vnet first, Vnet second, WormholeOptions options) =>
        OpenAsync(first, options, static listener => listener.AcceptBytesAsync(), path => WormholeConnector.ConnectBytesAsync(path, second, options));

    internal static Task<(SharedWormhole<WormholeFrameEnd> First, SharedWormhole<WormholeFrameEnd> Second)> OpenFramesAsync(
        Vnet first, Vnet second, WormholeOptions options) =>
        OpenAsync(first, options, static listener => listener.AcceptFramesAsync(), path => WormholeConnector.ConnectFramesAsync(path, second, options));

    private static async Task<(SharedWormhole<TEnd> First, SharedWormhole<TEnd> Second)> OpenAsync<TEnd>(
        Vnet first, WormholeOptions options, Func<WormholeListener, Task<SharedWormhole<TEnd>>> accept, Func<string, Task<SharedWormhole<TEnd>>> connect)
        where TEnd : WormholeEnd
    {
        string path = Path.Combine(Path.GetTempPath(), $"{TestVnet.NewName()}-{Environment.ProcessId}.sock");
        using WormholeListener listener = WormholeListener.Listen(path, first, options);
        SharedWormhole<TEnd>[] both = await Task.WhenAll(accept(listener), connect(path)).InTime();
        return (both[0], both[1]);
    }
}
