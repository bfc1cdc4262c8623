using System.Runtime.CompilerServices;

namespace Vimage.Wormholes.Tests;

/// <summary>Messages that the receiver enumerates.</summary>
internal sealed class EnumeratedWay(WormholeEnd<int> from, WormholeEnd<int> to) : MessageWay(from, to)
{
    private readonly IAsyncEnumerator<int> _all = to.ReceiveAllAsync().GetAsyncEnumerator();

    internal override void Receive() => Wait(ReceiveAsync());

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> ReceiveAsync()
    {
        Assert.True(await _all.MoveNextAsync());
        return Places.V_here;
    }
}
