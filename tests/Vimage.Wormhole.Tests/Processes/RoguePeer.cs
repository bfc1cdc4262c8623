using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Vimage.Wormholes.Tests;

/// <summary>What another process could be: it makes rings as a listener does, and then writes over them what it likes.</summary>
internal sealed class RoguePeer : IDisposable
{
    private const int Capacity = 4096;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{TestVnet.NewName()}-{Environment.ProcessId}.sock");
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    internal RoguePeer()
    {
        _socket.Bind(new UnixDomainSocketEndPoint(_path));
        _socket.Listen();
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_path);
    }

    /// <summary>Opens a wormhole of bytes.</summary>
    /// <returns>A task of the wormhole, and of its rings as the peer sees them.</returns>
    internal async Task<(SharedWormhole<WormholePipe> Wormhole, SharedRings Rings)> OpenBytesAsync()
    {
        Task<SharedWormhole<WormholePipe>> connecting = WormholeConnector.ConnectBytesAsync(_path, TestVnet.Create());
        SharedRings rings = await OfferAsync(SharedForm.Bytes).InTime();
        return (await connecting.InTime(), rings);
    }

    /// <summary>Opens a wormhole of frames.</summary>
    /// <returns>A task of the wormhole, and of its rings as the peer sees them.</returns>
    internal async Task<(SharedWormhole<WormholeFrameEnd> Wormhole, SharedRings Rings)> OpenFramesAsync()
    {
        Task<SharedWormhole<WormholeFrameEnd>> connecting = WormholeConnector.ConnectFramesAsync(_path, TestVnet.Create());
        SharedRings rings = await OfferAsync(SharedForm.Frames).InTime();
        return (await connecting.InTime(), rings);
    }

    private async Task<SharedRings> OfferAsync(SharedForm form)
    {
        Socket socket = await _socket.AcceptAsync();
        string path = SharedFile.NewPath();
        using SafeFileHandle file = SharedFile.Create(path, SharedRings.FileLength(Capacity));
        SharedRings rings = SharedRings.Create(new MappedBytes(file, SharedRings.FileLength(Capacity)), Capacity, socket);
        Assert.True(await SharedOffer.MakeAsync(socket, new SharedOffer(form, Capacity, path), CancellationToken.None));
        File.Delete(path);
        return rings;
    }
}
