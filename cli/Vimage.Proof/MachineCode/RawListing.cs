using System.Globalization;
using Vimage.Proof.Lister;

namespace Vimage.Proof.MachineCode;

/// <summary>What one run of the lister has produced.</summary>
internal sealed class RawListing
{
    private const string MethodMark = $"{Marks.TypeName}:{Marks.MethodPrefix}";
    private const string FieldMark = $"{Marks.TypeName}:{Marks.FieldPrefix}";

    private readonly Dictionary<int, List<JitListing>> _afterMark = [];
    private readonly Dictionary<int, JitListing> _fields = [];

    internal RawListing(string listingPath, string manifestPath)
    {
        Manifest = ManifestEntry.ReadAll(manifestPath);
        List<JitListing> segment = [];
        foreach (JitListing listing in JitListing.ReadAll(listingPath))
        {
            if (NumberAfter(MethodMark, listing) is { } method)
            {
                segment = [];
                _afterMark[method] = segment;
            }
            else if (NumberAfter(FieldMark, listing) is { } field)
            {
                segment = [];
                _fields[field] = listing;
            }
            else
            {
                segment.Add(listing);
            }
        }
    }

    internal IReadOnlyList<ManifestEntry> Manifest { get; }

    /// <summary>Returns the listing of the method behind a mark; what the runtime compiled meanwhile for itself came before it.</summary>
    internal JitListing? Method(long mark, string name) =>
        _afterMark.GetValueOrDefault((int)mark)?.FindLast(listing => listing.IsOf(name));

    /// <summary>Returns the listing of a field mark.</summary>
    internal JitListing? Field(long mark) => _fields.GetValueOrDefault((int)mark);

    private static int? NumberAfter(string prefix, JitListing listing)
    {
        if (!listing.Method.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> rest = listing.Method.AsSpan(prefix.Length);
        return int.Parse(rest[..rest.IndexOf('(')], CultureInfo.InvariantCulture);
    }
}
