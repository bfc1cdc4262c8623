using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>Names that need not be asked for: <c>hosts(5)</c>. Under the lock of the domain.</summary>
internal sealed class HostsTable
{
    private readonly List<(IPAddress Address, string[] Names)> _lines = [];

    internal void Add(IPAddress address, string[] names) => _lines.Add((address, names));

    /// <summary>Removes every line that has a name; <see langword="false"/> if none had.</summary>
    internal bool Remove(string name) => _lines.RemoveAll(line => Has(line.Names, name)) > 0;

    /// <summary>Returns what is said of a name; <see langword="null"/> if nothing is.</summary>
    internal IPHostEntry? Find(string name, AddressFamily family) =>
        ToEntry(_lines.FindAll(line => (family == AddressFamily.Unspecified || line.Address.AddressFamily == family) && Has(line.Names, name)));

    /// <summary>Returns what is said of an address; <see langword="null"/> if nothing is.</summary>
    internal IPHostEntry? Find(IPAddress address) => ToEntry(_lines.FindAll(line => line.Address.Equals(address)));

    private static IPHostEntry? ToEntry(List<(IPAddress Address, string[] Names)> lines) => lines.Count == 0 ? null : new IPHostEntry
    {
        HostName = lines[0].Names[0],
        Aliases = [.. lines.SelectMany(static line => line.Names).Skip(1).Distinct(StringComparer.OrdinalIgnoreCase)],
        AddressList = [.. lines.Select(static line => line.Address).Distinct()],
    };

    private static bool Has(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
