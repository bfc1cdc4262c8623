using System.Globalization;
using System.Numerics;

namespace Quickstart.Ripd;

/// <summary>IPv4 addresses as the daemon holds them: 32 bits in host byte order.</summary>
internal static class Ipv4
{
    internal static string Format(uint address) =>
        $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";

    internal static string Format(uint network, uint mask) => $"{Format(network)}/{BitOperations.PopCount(mask)}";

    /// <summary>Reads a network as it is written by <see cref="Format(uint, uint)"/>.</summary>
    internal static bool TryParse(string text, out uint network, out uint mask)
    {
        (network, mask) = (0, 0);
        string[] parts = text.Split('/');
        string[] bytes = parts[0].Split('.');
        if (parts.Length != 2 || bytes.Length != 4 || !TryParse(parts[1], 32, out uint length))
        {
            return false;
        }

        mask = length == 0 ? 0 : uint.MaxValue << (32 - (int)length);
        foreach (string each in bytes)
        {
            if (!TryParse(each, byte.MaxValue, out uint number))
            {
                return false;
            }

            network = (network << 8) | number;
        }

        return (network & ~mask) == 0;
    }

    /// <summary>Returns whether the address can be that of a host: not "this network", loopback, or class D or E.</summary>
    internal static bool IsUnicast(uint address) => (address >> 24) is not (0 or 127 or >= 224);

    /// <summary>Returns whether the mask is some ones followed by zeros.</summary>
    internal static bool IsMask(uint mask) => (~mask & (~mask + 1)) == 0;

    private static bool TryParse(string text, uint most, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}
