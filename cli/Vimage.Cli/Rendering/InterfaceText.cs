using System.Globalization;
using Vimage.Admin.Protocol;

namespace Vimage.Cli.Rendering;

/// <summary>An interface as <c>ifconfig(8)</c> shows it.</summary>
internal static class InterfaceText
{
    internal static async Task WriteAsync(TextWriter output, InterfaceEntry entry, bool namesVnet)
    {
        string name = namesVnet ? $"{entry.Name}@{entry.Vnet}" : entry.Name;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{name}: flags=<{string.Join(',', entry.Flags.Select(static flag => flag.ToUpperInvariant()))}> mtu {entry.Mtu}"));
        if (entry.LinkAddress is not null)
        {
            await output.WriteLineAsync($"\tether {entry.LinkAddress}");
        }

        foreach (string address in entry.Addresses)
        {
            await output.WriteLineAsync($"\t{(address.Contains(':', StringComparison.Ordinal) ? "inet6" : "inet")} {address}");
        }

        foreach (string member in entry.Members)
        {
            await output.WriteLineAsync($"\tmember: {member}");
        }

        if (entry.Groups.Count > 0)
        {
            await output.WriteLineAsync($"\tgroups: {string.Join(' ', entry.Groups)}");
        }

        await output.WriteLineAsync($"\tstatus: {(entry.HasCarrier ? "active" : "no carrier")}");
        await output.WriteLineAsync(entry.Peer is null ? $"\tkind: {entry.Kind}" : $"\tkind: {entry.Kind}, whose other end is {entry.Peer}");
    }
}
