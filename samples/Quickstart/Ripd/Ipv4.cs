using System.Numerics;

namespace Quickstart.Ripd;

/// <summary>IPv4 addresses as the daemon holds them: 32 bits in host byte order.</summary>
internal static class Ipv4
{
    internal static string Format(uint address) =>
        $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";

    internal static string Format(uint network, uint mask) => $"{Format(network)}/{BitOperations.PopCount(mask)}";

    /// <summary>Returns whether the address can be that of a host: not "this network", loopback, or class D or E.</summary>
    internal static bool IsUnicast(uint address) => (address >> 24) is not (0 or 127 or >= 224);

    /// <summary>Returns whether the mask is some ones followed by zeros.</summary>
    internal static bool IsMask(uint mask) => (~mask & (~mask + 1)) == 0;
}
