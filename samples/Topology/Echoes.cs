using System.Net;
using System.Net.NetworkInformation;
using Vimage.Net;

namespace LossyNetwork;

/// <summary>Asks a host for echoes, one after the other, and measures how long each takes.</summary>
/// <param name="destination">The host.</param>
internal sealed class Echoes(IPAddress destination)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Sends echoes from the current vnet.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The times of those that have come back.</returns>
    internal async Task<IReadOnlyList<TimeSpan>> SendAsync(int count)
    {
        using VnetPing ping = new(destination);
        List<TimeSpan> times = [];
        for (int i = 0; i < count; i++)
        {
            VnetPingReply reply = await ping.SendPingAsync(s_patience);
            if (reply.Status == IPStatus.Success)
            {
                times.Add(reply.RoundtripTime);
            }
        }

        return times;
    }
}
