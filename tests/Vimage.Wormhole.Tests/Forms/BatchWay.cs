using System.Runtime.CompilerServices;

namespace Vimage.Wormholes.Tests;

/// <summary>Messages, some at a time: a piece is a batch.</summary>
internal sealed class BatchWay(WormholeEnd<int> from, WormholeEnd<int> to) : Way
{
    private readonly int[] _sent = new int[3];
    private readonly int[] _received = new int[3];

    internal override void Send() => from.SendBatch(_sent);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> SendAsync()
    {
        await from.SendBatchAsync(_sent);
        return Places.V_here;
    }

    internal override void Receive()
    {
        for (int count = 0; count < _received.Length;)
        {
            count += to.ReceiveBatch(_received.AsSpan(count));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> ReceiveAsync()
    {
        for (int count = 0; count < _received.Length;)
        {
            count += await to.ReceiveBatchAsync(_received.AsMemory(count));
        }

        return Places.V_here;
    }
}
