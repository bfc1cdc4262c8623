using System.Runtime.CompilerServices;

namespace Vimage.Wormholes.Tests;

/// <summary>Messages, one by one.</summary>
internal class MessageWay(WormholeEnd<int> from, WormholeEnd<int> to) : Way
{
    protected WormholeEnd<int> To => to;

    internal override void Send() => from.Send(1);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> SendAsync()
    {
        await from.SendAsync(1);
        return Places.V_here;
    }

    internal override void Receive() => Assert.True(to.Receive(out _));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> ReceiveAsync()
    {
        await to.ReceiveAsync();
        return Places.V_here;
    }
}
