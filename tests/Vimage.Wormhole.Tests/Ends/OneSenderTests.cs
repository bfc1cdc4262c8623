namespace Vimage.Wormholes.Tests;

/// <summary>An end of bytes or frames has one sender; if there is another one at once, one of the two is told.</summary>
public sealed class OneSenderTests
{
    [Fact]
    public async Task TwoSendersAtOnceAreDetected_OfBytes()
    {
        using ByteWormhole wormhole = Wormhole.OpenBytes(TestVnet.Create(), TestVnet.Create());
        await AssertDetectedAsync(wormhole.First, piece => wormhole.First.AsStream().Write(piece), room => wormhole.Second.AsStream().Read(room));
    }

    [Fact]
    public async Task TwoSendersAtOnceAreDetected_OfFrames()
    {
        using FrameWormhole wormhole = Wormhole.OpenFrames(TestVnet.Create(), TestVnet.Create());
        await AssertDetectedAsync(wormhole.First, piece => wormhole.First.Send(piece), room => wormhole.Second.Receive(room));
    }

    private static async Task AssertDetectedAsync(WormholeEnd from, Action<byte[]> send, Func<byte[], int> receive)
    {
        Task<bool>[] senders = [.. Enumerable.Range(0, 4).Select(_ => Background.Start(() => IsDetected(from, send)))];
        Task receiver = Background.Start(() =>
        {
            byte[] piece = new byte[Route.PieceLength];
            while (receive(piece) > 0)
            {
            }
        });
        Assert.Contains(true, await Task.WhenAll(senders).InTime());
        await receiver.InTime();
    }

    private static bool IsDetected(WormholeEnd from, Action<byte[]> send)
    {
        byte[] piece = new byte[Route.PieceLength];
        try
        {
            while (true)
            {
                send(piece);
            }
        }
        catch (WormholeClosedException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            from.Dispose();
            return true;
        }
    }
}
