using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Vimage.Net;

namespace Vimage.Admin.Commands;

/// <summary><c>ping [-c count] [-i seconds] [-s bytes] host</c>, in the vnet that is current. (FreeBSD: <c>ping(8)</c>.)</summary>
internal static class PingCommand
{
    private const int Usage = 64;

    // As ping(8): there was no answer at all.
    private const int NoAnswer = 2;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    internal static AdminCommand Command { get; } = new("ping", "Asks a host for echoes: [-c count] [-i seconds] [-s bytes] host", RunAsync);

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (!PingArguments.TryParse(arguments, out PingArguments parsed, out string error))
        {
            await output.WriteLineAsync($"ping: {error}\nusage: ping [-c count] [-i seconds] [-s bytes] host").ConfigureAwait(false);
            return Usage;
        }

        if (await ResolveAsync(parsed.Host, cancellationToken).ConfigureAwait(false) is not { } address)
        {
            await output.WriteLineAsync($"ping: {parsed.Host}: there is no host of that name in this vnet's DNS.").ConfigureAwait(false);
            return Usage;
        }

        await output.WriteLineAsync($"PING {parsed.Host} ({address}): {parsed.DataSize} data bytes").ConfigureAwait(false);
        return await AskAsync(parsed, address, output, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> AskAsync(PingArguments parsed, IPAddress address, TextWriter output, CancellationToken cancellationToken)
    {
        TimeProvider time = Netisr.Current.Time;
        using VnetPing ping = new(address);
        List<double> times = [];
        int sent = 0;
        try
        {
            while (sent < parsed.Count)
            {
                long start = time.GetTimestamp();
                sent++;
                VnetPingReply reply = await ping.SendPingAsync(s_patience, parsed.DataSize, cancellationToken).ConfigureAwait(false);
                await output.WriteLineAsync(Describe(reply, sent - 1)).ConfigureAwait(false);
                if (reply.Status == IPStatus.Success)
                {
                    times.Add(reply.RoundtripTime.TotalMilliseconds);
                }

                TimeSpan rest = parsed.Interval - time.GetElapsedTime(start);
                if (sent < parsed.Count && rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What there is until then counts.
        }
        catch (SocketException error)
        {
            await output.WriteLineAsync($"ping: sendto: {error.Message}").ConfigureAwait(false);
        }

        await output.WriteLineAsync(Summarize(parsed.Host, sent, times)).ConfigureAwait(false);
        return times.Count > 0 ? 0 : NoAnswer;
    }

    private static async Task<IPAddress?> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return address;
        }

        try
        {
            return (await VnetDns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static string Describe(VnetPingReply reply, int sequence) => reply.Status switch
    {
        IPStatus.Success => string.Create(
            CultureInfo.InvariantCulture,
            $"{reply.Length} bytes from {reply.Address}: icmp_seq={sequence}{(reply.TimeToLive > 0 ? $" ttl={reply.TimeToLive}" : "")} time={reply.RoundtripTime.TotalMilliseconds:0.000} ms"),
        IPStatus.TimedOut => $"no answer to icmp_seq={sequence}",
        _ => $"{reply.Status} from {reply.Address}: icmp_seq={sequence}",
    };

    private static string Summarize(string host, int sent, List<double> times)
    {
        string counts = string.Create(
            CultureInfo.InvariantCulture,
            $"--- {host} ping statistics ---\n{sent} packets transmitted, {times.Count} packets received, {(sent == 0 ? 0 : 100.0 * (sent - times.Count) / sent):0.0}% packet loss");
        return times.Count == 0
            ? counts
            : string.Create(CultureInfo.InvariantCulture, $"{counts}\nround-trip min/avg/max = {times.Min():0.000}/{times.Average():0.000}/{times.Max():0.000} ms");
    }
}
