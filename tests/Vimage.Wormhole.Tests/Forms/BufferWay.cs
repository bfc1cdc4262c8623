using System.Runtime.CompilerServices;

namespace Vimage.Wormholes.Tests;

/// <summary>Buffers, whose ownership passes.</summary>
internal sealed class BufferWay(WormholeEnd<WormholeBuffer> from, WormholeEnd<WormholeBuffer> to) : Way
{
    private const int Length = 1000;

    internal override void Send() => from.Send(WormholeBuffer.Rent(Length));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> SendAsync()
    {
        await from.SendAsync(WormholeBuffer.Rent(Length));
        return Places.V_here;
    }

    internal override void Receive()
    {
        Assert.True(to.Receive(out WormholeBuffer received));
        received.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> ReceiveAsync()
    {
        WormholeBuffer received = await to.ReceiveAsync();
        received.Dispose();
        return Places.V_here;
    }
}
