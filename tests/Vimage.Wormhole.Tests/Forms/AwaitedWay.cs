using System.Runtime.CompilerServices;

namespace Vimage.Wormholes.Tests;

/// <summary>Messages that the receiver waits for before it takes them.</summary>
internal sealed class AwaitedWay(WormholeEnd<int> from, WormholeEnd<int> to) : MessageWay(from, to)
{
    internal override void Receive() => Wait(ReceiveAsync());

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> ReceiveAsync()
    {
        Assert.True(await To.WaitToReceiveAsync());
        Assert.True(To.TryReceive(out _));
        return Places.V_here;
    }
}
