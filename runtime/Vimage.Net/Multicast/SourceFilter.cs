namespace Vimage.Net;

/// <summary>
/// From whom a group is heard: from these alone (INCLUDE), or from all but these (EXCLUDE); RFC 3376, 2. INCLUDE of nobody is not
/// to be a member.
/// </summary>
internal sealed class SourceFilter(bool isExclude)
{
    internal bool IsExclude { get; } = isExclude;

    internal HashSet<InAddress> Sources { get; } = [];

    /// <summary>Gets a value indicating whether nobody is heard, and that because nobody was asked for.</summary>
    internal bool IsNone => !IsExclude && Sources.Count == 0;

    internal bool Wants(InAddress source) => Sources.Contains(source) != IsExclude;

    /// <summary>Makes the filter of an interface of those of its members (RFC 3376, 3.2): whom one of them wants is heard.</summary>
    internal static SourceFilter Merge(List<Membership> members)
    {
        SourceFilter merged = new(members.Exists(static each => each.Filter.IsExclude));
        if (!merged.IsExclude)
        {
            members.ForEach(each => merged.Sources.UnionWith(each.Filter.Sources));
            return merged;
        }

        bool isFirst = true;
        foreach (Membership each in members)
        {
            if (!each.Filter.IsExclude)
            {
                continue;
            }

            if (isFirst)
            {
                merged.Sources.UnionWith(each.Filter.Sources);
                isFirst = false;
            }
            else
            {
                merged.Sources.IntersectWith(each.Filter.Sources);
            }
        }

        foreach (Membership each in members)
        {
            if (!each.Filter.IsExclude)
            {
                merged.Sources.ExceptWith(each.Filter.Sources);
            }
        }

        return merged;
    }
}
