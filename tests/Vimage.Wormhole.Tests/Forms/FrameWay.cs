using System.Runtime.CompilerServices;

namespace Vimage.Wormholes.Tests;

/// <summary>Frames.</summary>
internal sealed class FrameWay(WormholeFrameEnd from, WormholeFrameEnd to) : Way
{
    private readonly byte[] _sent = new byte[Route.PieceLength];
    private readonly byte[] _received = new byte[Route.PieceLength];

    internal override void Send() => from.Send(_sent);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> SendAsync()
    {
        await from.SendAsync(_sent);
        return Places.V_here;
    }

    internal override void Receive() => Check(to.Receive(_received));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> ReceiveAsync()
    {
        Check(await to.ReceiveAsync(_received));
        return Places.V_here;
    }

    // Of the assertions this one costs nothing.
    private void Check(int length) => Assert.True(length == _sent.Length);
}
