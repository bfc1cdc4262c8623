using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Vimage.Wormholes.Tests;

/// <summary>Bytes of a pipe, which has no waits with the thread.</summary>
/// <param name="from">Where they are written.</param>
/// <param name="to">Where they are read.</param>
/// <param name="areFlushed">Whether they are put where the pipe says and flushed.</param>
internal sealed class PipeWay(WormholePipe from, WormholePipe to, bool areFlushed) : Way
{
    private readonly byte[] _piece = new byte[Route.PieceLength];

    internal override void Send() => Wait(SendAsync());

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> SendAsync()
    {
        if (!areFlushed)
        {
            await from.Output.WriteAsync(_piece);
            return Places.V_here;
        }

        _piece.CopyTo(from.Output.GetMemory(_piece.Length));
        from.Output.Advance(_piece.Length);
        await from.Output.FlushAsync();
        return Places.V_here;
    }

    internal override void Receive() => Wait(ReceiveAsync());

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<string> ReceiveAsync()
    {
        ReadResult result = await to.Input.ReadAsync();
        while (result.Buffer.Length < _piece.Length)
        {
            Assert.False(result.IsCompleted);
            to.Input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await to.Input.ReadAsync();
        }

        to.Input.AdvanceTo(result.Buffer.GetPosition(_piece.Length));
        return Places.V_here;
    }
}
