using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Vimage.Proof.MachineCode;

/// <summary>
/// Takes out of a listing what is the process's and not the code's. Which numbers are is not guessed from their looks: two runs
/// on the same assembly show it, for addresses differ between them and constants don't.
/// </summary>
internal sealed partial class ListingNormalizer(Func<string, string> rename, Func<string, string?> nameOf)
{
    /// <summary>Normalises one compilation.</summary>
    /// <param name="instantiation">The type arguments that the code is for.</param>
    /// <param name="first">The listing of one run; addresses are named by its addresses.</param>
    /// <param name="second">The listing of another.</param>
    internal CodeListing Normalize(string instantiation, JitListing first, JitListing second)
    {
        string[] lines = Code(first);
        string[] others = Code(second);
        List<string> unnamed = [];
        List<string> result = [];
        for (int index = 0; index < Math.Max(lines.Length, others.Length); index++)
        {
            string line = index < lines.Length ? lines[index] : "";
            string other = index < others.Length ? others[index] : "";
            if (Merge(line, other, unnamed) is not { } merged)
            {
                return CodeListing.NotPossible(instantiation, $"compiled twice, the code differs: '{line.Trim()}', '{other.Trim()}'");
            }

            result.Add(merged);
        }

        return new CodeListing(instantiation, result, unnamed, "");
    }

    [GeneratedRegex(@"0x[0-9A-Fa-f]+|\b[0-9A-F]{8,16}h\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s*;; offset=0x[0-9A-F]+")]
    private static partial Regex Offset();

    // How much was inlined to get there is not the code: an accessor is one more method inlined.
    private static bool IsCode(string line) =>
        !string.IsNullOrWhiteSpace(line) && !(line.StartsWith(';') && line.Contains("inlinees", StringComparison.Ordinal));

    // Renamed before addresses have names, which are right already.
    private string[] Code(JitListing listing) =>
        [.. listing.Lines.Where(IsCode).Select(line => rename(Offset().Replace(line, "").TrimEnd()))];

    private string? Merge(string line, string other, List<string> unnamed)
    {
        if (line == other)
        {
            return line;
        }

        Match[] numbers = [.. Number().Matches(line).Cast<Match>()];
        Match[] otherNumbers = [.. Number().Matches(other).Cast<Match>()];
        if (Number().Replace(line, "#") != Number().Replace(other, "#"))
        {
            return null;
        }

        StringBuilder merged = new();
        int written = 0;
        foreach ((Match number, Match otherNumber) in numbers.Zip(otherNumbers).Where(static pair => pair.First.Value != pair.Second.Value))
        {
            _ = merged.Append(line, written, number.Index - written).Append('{').Append(Name(number.Value, unnamed)).Append('}');
            written = number.Index + number.Length;
        }

        return merged.Append(line, written, line.Length - written).ToString();
    }

    private string Name(string value, List<string> unnamed)
    {
        if (nameOf(value) is { } name)
        {
            return name;
        }

        int index = unnamed.IndexOf(value);
        if (index < 0)
        {
            index = unnamed.Count;
            unnamed.Add(value);
        }

        return "#" + index.ToString(CultureInfo.InvariantCulture);
    }
}
