namespace Vimage.Proof.MachineCode;

/// <summary>
/// Addresses without a name must at least correspond: what is at one address before is at one address after, wherever it is
/// used. The majority of uses says which.
/// </summary>
internal sealed class AddressCorrespondence
{
    private readonly Dictionary<string, string> _after;
    private readonly Dictionary<string, string> _before;

    /// <summary>Learns from the pairs of listings whose code is otherwise the same.</summary>
    internal AddressCorrespondence(IEnumerable<(CodeListing Before, CodeListing After)> pairs)
    {
        (string Before, string After)[] values = [.. pairs.SelectMany(static pair => pair.Before.Unnamed.Zip(pair.After.Unnamed))];
        _after = Majority(values);
        _before = Majority(values.Select(static pair => (pair.After, pair.Before)));
    }

    /// <summary>Returns the first value of a listing that corresponds to another one elsewhere, if there is one.</summary>
    internal (string Before, string After)? FirstConflict(CodeListing before, CodeListing after)
    {
        foreach ((string value, string other) in before.Unnamed.Zip(after.Unnamed))
        {
            if (_after[value] != other || _before[other] != value)
            {
                return (value, other);
            }
        }

        return null;
    }

    private static Dictionary<string, string> Majority(IEnumerable<(string Key, string Value)> pairs) => pairs
        .GroupBy(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal)
        .ToDictionary(
            static group => group.Key,
            static group => group.CountBy(static value => value, StringComparer.Ordinal).MaxBy(static each => each.Value).Key,
            StringComparer.Ordinal);
}
