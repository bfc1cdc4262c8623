using Vimage.Net.Topology.Checking;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Reading;

/// <summary>Behaviours of links by names. A profile may be like another one, but not, by whatever way, like itself.</summary>
internal sealed class Profiles(IReadOnlyList<(YamlItem.Text Key, YamlItem Value)> entries, Problems problems)
{
    private readonly Dictionary<string, (YamlItem.Text Name, YamlItem Value)> _entries = entries.ToDictionary(static each => each.Key.Value, static each => (each.Key, each.Value));
    private readonly Dictionary<string, LinkProperties?> _read = [];

    // Those that are being read, each like the next.
    private readonly List<string> _chain = [];

    /// <summary>Reads all of them: what is wrong with one that no link is like is wrong too.</summary>
    internal void Check()
    {
        foreach ((YamlItem.Text name, _) in _entries.Values)
        {
            _ = Get(name);
        }
    }

    /// <summary>Returns the behaviour that a name stands for.</summary>
    internal LinkProperties? Get(YamlItem.Text name)
    {
        if (_read.TryGetValue(name.Value, out LinkProperties? known))
        {
            return known;
        }

        if (!_entries.TryGetValue(name.Value, out (YamlItem.Text Name, YamlItem Value) entry))
        {
            problems.Add(name.At, $"There is no profile '{name.Value}'.{Suggestion.For(name.Value, _entries.Keys)} Add it to the profiles, or correct the name.");
            return null;
        }

        if (_chain.Contains(name.Value))
        {
            string cycle = string.Join(" like ", _chain.SkipWhile(each => each != name.Value).Append(name.Value).Select(static each => $"'{each}'"));
            problems.Add(name.At, $"The profiles are a cycle: {cycle}. Say in one of them what it is, instead of what it is like.");
            return null;
        }

        _chain.Add(name.Value);
        LinkProperties? read = Section.Of(entry.Value, $"profile '{name.Value}'", problems, ConditionsReader.Keys) is { } section
            ? new ConditionsReader(this, problems).Read(section, null)
            : null;
        _chain.RemoveAt(_chain.Count - 1);
        return _read[name.Value] = read;
    }
}
