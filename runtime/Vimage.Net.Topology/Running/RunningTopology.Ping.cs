using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Vimage.Net.Topology;

/// <content>Echoes.</content>
public sealed partial class RunningTopology
{
    /// <summary>Asks a node for echoes from another, one after the other. With virtual time somebody has to let it pass: <see cref="RunUntil{T}"/>.</summary>
    /// <param name="from">The node that asks.</param>
    /// <param name="to">The node that is asked, at <see cref="AddressOf"/>.</param>
    /// <param name="count">How many.</param>
    /// <param name="timeout">How long to wait for each; a second unless given.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What has come back.</returns>
    /// <exception cref="ArgumentException">There is no such node, or the one that is asked has no address.</exception>
    public Task<PingResult> PingAsync(string from, string to, int count = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        IPAddress address = AddressOf(to) ?? throw new ArgumentException($"Node '{to}' of topology '{Root}' has no address to ping.", nameof(to));
        return PingAsync(from, address, count, timeout, cancellationToken);
    }

    /// <summary>Asks whoever has an address for echoes, one after the other, from a node.</summary>
    /// <param name="from">The node that asks.</param>
    /// <param name="address">Whom it asks.</param>
    /// <param name="count">How many.</param>
    /// <param name="timeout">How long to wait for each; a second unless given.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What has come back.</returns>
    /// <exception cref="ArgumentException">There is no such node.</exception>
    public Task<PingResult> PingAsync(string from, IPAddress address, int count = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return this[from].RunAsync(() => SendEchoesAsync(address, count, timeout ?? TimeSpan.FromSeconds(1), cancellationToken));
    }

    private static async Task<PingResult> SendEchoesAsync(IPAddress address, int count, TimeSpan timeout, CancellationToken cancellationToken)
    {
        List<TimeSpan> times = [];
        using VnetPing ping = new(address);
        try
        {
            for (int i = 0; i < count; i++)
            {
                VnetPingReply reply = await ping.SendPingAsync(timeout, cancellationToken: cancellationToken).ConfigureAwait(false);
                if (reply.Status == IPStatus.Success)
                {
                    times.Add(reply.RoundtripTime);
                }
            }
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.NetworkUnreachable or SocketError.HostUnreachable)
        {
            // No route: none has been answered, and none will be.
        }

        return new PingResult(address, count, times);
    }
}
