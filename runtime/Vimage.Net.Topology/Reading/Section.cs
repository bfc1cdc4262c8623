using Vimage.Net.Topology.Checking;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Reading;

/// <summary>A mapping of known keys: each is asked for by its name, and says at its place what is wrong with it.</summary>
internal sealed class Section
{
    private readonly YamlItem.Map _map;
    private readonly Problems _problems;

    private Section(YamlItem.Map map, Problems problems) => (_map, _problems) = (map, problems);

    internal Place At => _map.At;

    /// <summary>Takes a mapping, and reports keys that are not known. Where nothing stands, that is an empty one.</summary>
    /// <param name="item">What should be a mapping.</param>
    /// <param name="what">What it is of, with its article.</param>
    /// <param name="problems">Where to report.</param>
    /// <param name="keys">The keys that are known.</param>
    internal static Section? Of(YamlItem item, string what, Problems problems, params ReadOnlySpan<string> keys)
    {
        if (item is YamlItem.Text { IsNothing: true })
        {
            item = new YamlItem.Map([], item.At);
        }

        if (item is not YamlItem.Map map)
        {
            problems.Add(item.At, $"What is said of {what} is a mapping, '{keys[0]}: ...', and here is {item.What}.");
            return null;
        }

        foreach ((YamlItem.Text key, _) in map.Entries)
        {
            if (!keys.Contains(key.Value))
            {
                problems.Add(key.At, $"'{key.Value}' can't be said of {what}.{Suggestion.For(key.Value, keys.ToArray())} What can be: {string.Join(", ", keys.ToArray())}.");
            }
        }

        return new Section(map, problems);
    }

    internal YamlItem? Find(string key)
    {
        foreach ((YamlItem.Text name, YamlItem value) in _map.Entries)
        {
            if (name.Value == key)
            {
                return value;
            }
        }

        return null;
    }

    internal bool Has(string key) => Find(key) is not null;

    /// <summary>Returns a text; <see langword="null"/> if the key is not there, or has none.</summary>
    internal YamlItem.Text? Text(string key)
    {
        YamlItem? value = Find(key);
        if (value is null or YamlItem.Text { IsNothing: false })
        {
            return (YamlItem.Text?)value;
        }

        _problems.Add(value.At, $"'{key}' has one value, and here is {value.What}.");
        return null;
    }

    /// <summary>Returns what is in a list; one value alone is a list of one.</summary>
    internal IReadOnlyList<YamlItem> List(string key) => Find(key) switch
    {
        null or YamlItem.Text { IsNothing: true } => [],
        YamlItem.List list => list.Items,
        { } one => [one],
    };

    /// <summary>Returns the entries of a mapping; none if the key is not there.</summary>
    internal IReadOnlyList<(YamlItem.Text Key, YamlItem Value)> Entries(string key)
    {
        switch (Find(key))
        {
            case null or YamlItem.Text { IsNothing: true }:
                return [];
            case YamlItem.Map map:
                return map.Entries;
            case { } other:
                _problems.Add(other.At, $"'{key}' is a mapping from names, '{key}: {{ a: ..., b: ... }}', and here is {other.What}.");
                return [];
        }
    }

    /// <summary>Reads a value that has a form.</summary>
    /// <param name="key">The key.</param>
    /// <param name="read">Reads the text.</param>
    /// <param name="form">What it is to be, for who has written something else.</param>
    /// <returns>The value; <see langword="null"/> if it is not there, or can't be read.</returns>
    internal Located<T>? Read<T>(string key, TextParser<T> read, string form)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (read(text.Value, out T? value))
        {
            return new Located<T>(value, text.At);
        }

        _problems.Add(text.At, $"'{text.Value}' is no value for '{key}'. It is {form}.");
        return null;
    }
}
