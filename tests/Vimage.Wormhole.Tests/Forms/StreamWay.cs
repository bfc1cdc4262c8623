using System.Runtime.CompilerServices;

namespace Vimage.Wormholes.Tests;

/// <summary>Bytes of a stream.</summary>
internal sealed class StreamWay(Stream from, Stream to) : Way
{
    private readonly byte[] _sent = new byte[Route.PieceLength];
    private readonly byte[] _received = new byte[Route.PieceLength];

    internal override void Send() => from.Write(_sent);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> SendAsync()
    {
        await from.WriteAsync(_sent);
        return Places.V_here;
    }

    internal override void Receive() => to.ReadExactly(_received);

    // As ReadExactlyAsync, which makes an object of each wait.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> ReceiveAsync()
    {
        for (int count = 0; count < _received.Length;)
        {
            int read = await to.ReadAsync(_received.AsMemory(count));
            Assert.True(read > 0);
            count += read;
        }

        return Places.V_here;
    }
}
