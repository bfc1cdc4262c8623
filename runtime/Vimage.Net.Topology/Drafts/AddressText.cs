using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Topology.Drafts;

/// <summary>Addresses with the lengths of their networks' prefixes, as text: <c>192.0.2.1/24</c>.</summary>
internal static class AddressText
{
    internal static IPNetworkAddress Parse(string text) => TryParse(text, out IPNetworkAddress? address)
        ? address
        : throw new FormatException($"'{text}' is no address with the length of its network's prefix, such as 192.0.2.1/24.");

    internal static bool TryParse(string? text, [NotNullWhen(true)] out IPNetworkAddress? address)
    {
        address = null;
        if (text?.Split('/') is not [string host, string length]
            || !TryParseHost(host, out IPAddress? parsed)
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int bits)
            || bits < 1 || bits > BitsOf(parsed.AddressFamily))
        {
            return false;
        }

        address = new IPNetworkAddress(parsed, bits);
        return true;
    }

    internal static IPNetwork ParseNetwork(string text) => TryParseNetwork(text, out IPNetwork network)
        ? network
        : throw new FormatException($"'{text}' is no network with no bit set behind its prefix, such as 10.0.0.0/16.");

    /// <summary>Reads a network, none of whose addresses is meant. (What <see cref="IPNetwork"/> takes differs between versions of .NET.)</summary>
    internal static bool TryParseNetwork(string? text, out IPNetwork network)
    {
        network = default;
        if (text?.Split('/') is not [string host, string length]
            || !TryParseHost(host, out IPAddress? address)
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int bits)
            || bits > BitsOf(address.AddressFamily)
            || !NetworkOf(new IPNetworkAddress(address, bits)).BaseAddress.Equals(address))
        {
            return false;
        }

        network = new IPNetwork(address, bits);
        return true;
    }

    /// <summary>Reads an address with all its parts: what else <see cref="IPAddress"/> takes, such as <c>10</c>, is a slip here.</summary>
    internal static bool TryParseHost(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(static c => c == '.') == 3);

    internal static int BitsOf(AddressFamily family) => family == AddressFamily.InterNetwork ? 32 : 128;

    /// <summary>Returns the network that an address is in.</summary>
    internal static IPNetwork NetworkOf(IPNetworkAddress address)
    {
        byte[] bytes = address.Address.GetAddressBytes();
        for (int i = 0; i < bytes.Length; i++)
        {
            int kept = Math.Clamp(address.PrefixLength - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPNetwork(new IPAddress(bytes), address.PrefixLength);
    }
}
