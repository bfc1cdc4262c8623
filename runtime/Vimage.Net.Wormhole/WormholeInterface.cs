using Vimage.Wormholes;

namespace Vimage.Net.Wormholes;

/// <summary>
/// Interfaces whose link is a wormhole of frames: each frame is an IP packet. The stacks at its ends may be in different domains
/// (<see cref="Netisr"/>), each with a lock and a time of its own, or in different processes.
/// </summary>
public static class WormholeInterface
{
    /// <summary>What the interfaces are named after: <c>wh0</c>, <c>wh1</c>.</summary>
    public const string Driver = "wh";

    private const int MaxPacket = 65535;

    /// <summary>
    /// Makes an interface of the current vnet on an end of a wormhole. It may be moved to another vnet; the end stays where it is. When
    /// nothing more comes, or the end is closed, it is destroyed; and when it is destroyed, the end is closed.
    /// </summary>
    /// <param name="end">The end, which nobody else uses any more.</param>
    /// <returns>The interface, which is down. Its MTU is what a frame of the wormhole may have, 65535 at most.</returns>
    /// <exception cref="ArgumentException">The end is not the current vnet's.</exception>
    /// <exception cref="VnetQuotaException">The vnet has as many interfaces as it may.</exception>
    public static Tun Attach(WormholeFrameEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        Vnet vnet = Vnet.Current;
        if (!ReferenceEquals(end.Vnet, vnet))
        {
            throw new ArgumentException(
                $"End '{end.Name}' is in vnet '{end.Vnet}', and the current vnet is '{vnet}'. Enter the end's vnet, or have the end passed on.", nameof(end));
        }

        Tun tun = Tun.Create(new WormholeLink(end, vnet), Driver, Math.Min(MaxPacket, end.MaxLength));
        _ = vnet.Start(_ => ReceiveAsync(tun, end), $"{tun.Name}");
        return tun;
    }

    // Ends with the end of the wormhole, which a teardown of the vnet closes.
    private static async Task ReceiveAsync(Tun tun, WormholeFrameEnd end)
    {
        byte[] packet = new byte[end.MaxLength];
        try
        {
            int length;
            while ((length = await end.ReceiveAsync(packet).ConfigureAwait(false)) > 0)
            {
                tun.Receive(packet.AsSpan(0, length));
            }
        }
        catch (WormholeException)
        {
            // Closed here, revoked, or the other process is gone.
        }

        tun.Destroy();
    }
}
