using System.Globalization;
using System.Text.RegularExpressions;
using Vimage.Proof.Lister;

namespace Vimage.Proof.MachineCode;

/// <summary>
/// What the addresses of one run are of: static fields, types, literals, methods. With them a listing says which field an
/// instruction reads, where the JIT's says only that it reads one.
/// </summary>
internal sealed partial class AddressNames
{
    private readonly Dictionary<ulong, string> _names = [];

    internal AddressNames(ListingPlan plan, RawListing run)
    {
        foreach (ManifestEntry entry in run.Manifest)
        {
            if (entry.Kind == ManifestEntryKind.Address)
            {
                Add((ulong)entry.Number, $"{entry.Text} of {plan.NameOf(entry.Item)}");
            }
            else if (entry.Kind == ManifestEntryKind.FieldMark && run.Field(entry.Number) is { } listing)
            {
                AddField(plan, entry.Item, listing);
            }
        }
    }

    /// <summary>Returns what a number is the address of, if that is known.</summary>
    internal string? Find(string number) => _names.GetValueOrDefault(Parse(number));

    // The mark takes the field's address. Before it may come the test whether the class constructor has run.
    [GeneratedRegex(
        @"^\s+(?:test\s+byte\s+ptr \[\(reloc (?<flag>0x\w+)\)\], 1|(?:mov|lea)\s+\w+, (\[\(reloc )?(?<field>0x\w+))",
        RegexOptions.ExplicitCapture)]
    private static partial Regex FieldMarkLine();

    private static ulong Parse(string number)
    {
        ReadOnlySpan<char> digits = number.StartsWith("0x", StringComparison.Ordinal) ? number.AsSpan(2) : number.AsSpan(0, number.Length - 1);
        return ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private void AddField(ListingPlan plan, int item, JitListing listing)
    {
        string[] fastPath = [.. listing.Lines.TakeWhile(static line => line.Trim() != "ret")];
        if (fastPath.Any(static line => line.Contains("call", StringComparison.Ordinal)))
        {
            // A thread's static: it has no address of its own.
            return;
        }

        foreach (Match match in fastPath.Select(static line => FieldMarkLine().Match(line)).Where(static match => match.Success))
        {
            if (match.Groups["flag"] is { Success: true } flag)
            {
                Add(Parse(flag.Value), $"class constructor check of {plan.OwnerOf(item)}");
            }
            else
            {
                Add(Parse(match.Groups["field"].Value), plan.NameOf(item));
                return;
            }
        }
    }

    // Of several names for one address, both builds must take the same.
    private void Add(ulong address, string name)
    {
        if (!_names.TryGetValue(address, out string? other) || string.CompareOrdinal(name, other) < 0)
        {
            _names[address] = name;
        }
    }
}
