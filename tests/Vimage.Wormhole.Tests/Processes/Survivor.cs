using System.Net.Sockets;

namespace Vimage.Wormholes.Tests;

/// <summary>What is left when the other process is killed: a wormhole, with numbers going both ways.</summary>
/// <param name="Wormhole">The wormhole.</param>
/// <param name="Counting">What goes through its end here.</param>
internal sealed record Survivor(Wormhole Wormhole, Counting Counting)
{
    private Survivor(SharedWormhole<WormholePipe> wormhole)
        : this(wormhole, new CountingBytes(wormhole.End))
    {
    }

    private Survivor(SharedWormhole<WormholeFrameEnd> wormhole)
        : this(wormhole, new CountingFrames(wormhole.End))
    {
    }

    internal static async Task<Survivor> AcceptAsync(WormholeListener listener, bool isFrames, CancellationToken cancellationToken) => isFrames
        ? new Survivor(await listener.AcceptFramesAsync(cancellationToken))
        : new Survivor(await listener.AcceptBytesAsync(cancellationToken));

    internal static async Task<Survivor> ConnectAsync(string path, Vnet vnet, bool isFrames, CancellationToken cancellationToken) => isFrames
        ? new Survivor(await WormholeConnector.ConnectFramesAsync(path, vnet, cancellationToken: cancellationToken))
        : new Survivor(await WormholeConnector.ConnectBytesAsync(path, vnet, cancellationToken: cancellationToken));

    /// <summary>As <see cref="ConnectAsync"/>, when somebody listens; <see langword="null"/> if it is over before.</summary>
    internal static async Task<Survivor?> TryConnectAsync(string path, Vnet vnet, bool isFrames, Func<bool> isOver, CancellationToken cancellationToken)
    {
        while (!isOver())
        {
            try
            {
                return await ConnectAsync(path, vnet, isFrames, cancellationToken);
            }
            catch (SocketException)
            {
                // Nobody listens yet, or any more.
                await Task.Delay(1, cancellationToken);
            }
            catch (WormholeException e) when (e.Errno == "ECONNRESET")
            {
                // Gone before it was open.
            }
        }

        return null;
    }

    /// <summary>Sends and receives, each until it is told that it is over; returns how each was told.</summary>
    internal Task<WormholeException[]> CountAsync() => Task.WhenAll(
        Task.Run(() => EndOf(Counting.SendAsync(static _ => { }, static () => true))),
        Task.Run(() => EndOf(Counting.ReceiveAsync())));

    /// <summary>Waits until something has come; until it is over, at the latest.</summary>
    internal async Task WaitUntilSomethingCameAsync(CancellationToken cancellationToken)
    {
        while (Counting.Received == 0 && Wormhole.State == WormholeState.Open)
        {
            await Task.Delay(1, cancellationToken);
        }
    }

    private static Task<WormholeException> EndOf(Task counting) => Assert.ThrowsAnyAsync<WormholeException>(() => counting);
}
