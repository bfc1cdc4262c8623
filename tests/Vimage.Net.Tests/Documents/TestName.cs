using System.Text.RegularExpressions;

namespace Vimage.Net.Tests;

/// <summary>Names of tests as the sentences that they are.</summary>
internal static partial class TestName
{
    private static readonly HashSet<string> s_abbreviations =
        new(["ARP", "CARP", "DNS", "ECN", "FIB", "ICMP", "IGMP", "IPv4", "IPv6", "KB", "MLD", "MTU", "ND6", "RFC", "SACK", "SLAAC", "SYN", "TCP", "UDP", "VLAN"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the name of a class of tests in words: <c>TcpOpeningTests</c> is "TCP opening".</summary>
    internal static string OfClass(Type type) => InWords(type.Name[..^"Tests".Length]);

    /// <summary>Returns the name of a test in words, whether they are divided by lines or by capitals.</summary>
    internal static string OfMethod(string name) => InWords(name);

    private static string InWords(string name)
    {
        string[] words = [.. Boundary().Split(name).Select(Lower)];
        words[0] = char.ToUpperInvariant(words[0][0]) + words[0][1..];
        return string.Join(' ', words);
    }

    private static string Lower(string word) =>
        s_abbreviations.TryGetValue(word, out string? known) ? known : string.Concat(word.Select(char.ToLowerInvariant));

    // Before a capital, unless it is one in an abbreviation.
    [GeneratedRegex("_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")]
    private static partial Regex Boundary();
}
