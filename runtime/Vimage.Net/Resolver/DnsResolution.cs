using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>What was found of a name: what it is called in truth, by which names it was found, and what was asked for.</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="Aliases">The names that have led to it.</param>
/// <param name="Records">What is said of it.</param>
internal sealed record DnsResolution(string Name, IReadOnlyList<string> Aliases, IReadOnlyList<DnsRecord> Records)
{
    // More than anybody has in a row; and the end of a ring.
    private const int MaxAliases = 16;

    /// <summary>Follows a name through its aliases to what is said of the last of them, asking as often as that takes.</summary>
    /// <exception cref="SocketException">
    /// There is no such name, or nothing of that type (HostNotFound); the aliases have no end (NoRecovery); and as
    /// <see cref="DnsExchange.AskAsync(string, DnsType, CancellationToken)"/>.
    /// </exception>
    internal static async Task<DnsResolution> FindAsync(DnsExchange exchange, string name, DnsType type, CancellationToken cancellationToken)
    {
        List<string> aliases = [];
        while (true)
        {
            DnsResponse response = await exchange.AskAsync(name, type, cancellationToken).ConfigureAwait(false);
            string asked = name;
            name = Follow(response.Answers, name, aliases);
            List<DnsRecord> records = response.Answers.FindAll(each => each.Type == type && IsSame(each.Name, name));
            if (records.Count > 0)
            {
                return new DnsResolution(name, aliases, records);
            }

            // The server that has led elsewhere need not know what is there.
            if (response.Code == DnsResponseCode.NameError || IsSame(name, asked))
            {
                throw new SocketException((int)SocketError.HostNotFound);
            }
        }
    }

    private static string Follow(List<DnsRecord> answers, string name, List<string> aliases)
    {
        while (answers.Find(each => each.Type == DnsType.CName && IsSame(each.Name, name)) is { Target: { } target })
        {
            aliases.Add(name);
            if (aliases.Count > MaxAliases)
            {
                throw new SocketException((int)SocketError.NoRecovery);
            }

            name = target;
        }

        return name;
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
