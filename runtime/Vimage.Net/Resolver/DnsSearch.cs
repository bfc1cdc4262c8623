namespace Vimage.Net;

/// <summary>Which names are meant by one that may lack its end. (<c>resolv.conf(5)</c>: <c>search</c>, <c>ndots</c>)</summary>
internal static class DnsSearch
{
    /// <summary>Returns the names that are to be tried, one after the other.</summary>
    /// <param name="name">The name; with a dot at its end it lacks nothing.</param>
    /// <param name="domains">What it may lack.</param>
    /// <param name="dots">With so many dots it is tried first as it is.</param>
    internal static IEnumerable<string> Candidates(string name, IReadOnlyList<string> domains, int dots)
    {
        string whole = name.EndsWith('.') ? name[..^1] : name;
        IEnumerable<string> longer = domains.Select(domain => $"{whole}.{domain}");
        return name.EndsWith('.') ? [whole] : whole.Count('.') >= dots ? longer.Prepend(whole) : longer.Append(whole);
    }
}
