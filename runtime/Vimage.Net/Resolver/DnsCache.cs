namespace Vimage.Net;

/// <summary>What name servers have said, until it is out of date. Under the lock of the domain.</summary>
internal sealed class DnsCache
{
    private readonly Dictionary<(string Name, DnsType Type), LinkedListNode<Entry>> _entries = [];

    // The one that was used last is the last.
    private readonly LinkedList<Entry> _byUse = new();
    private int _records;

    internal int Count => _entries.Count;

    /// <summary>Returns what was said of a name; <see langword="null"/> if nothing was, or it may have changed since.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">What is asked about it.</param>
    /// <param name="now">The time, in nanoseconds.</param>
    internal DnsResponse? Find(string name, DnsType type, long now)
    {
        if (!_entries.TryGetValue(KeyOf(name, type), out LinkedListNode<Entry>? node))
        {
            return null;
        }

        if (node.Value.Expiry <= now)
        {
            Remove(node);
            return null;
        }

        _byUse.Remove(node);
        _byUse.AddLast(node);
        return node.Value.Response;
    }

    /// <summary>Remembers an answer for as long as it says, and forgets those that were not used for long where there are too many.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">The time, in nanoseconds.</param>
    /// <param name="limit">How many records there may be.</param>
    internal void Add(DnsResponse response, long now, int limit)
    {
        Entry entry = new(response, now + (response.Lifetime * TcpTime.Second));
        if (entry.Expiry == now || entry.Records > limit)
        {
            return;
        }

        if (_entries.TryGetValue(entry.Key, out LinkedListNode<Entry>? known))
        {
            Remove(known);
        }

        _entries.Add(entry.Key, _byUse.AddLast(entry));
        _records += entry.Records;
        while (_records > limit)
        {
            Remove(_byUse.First!);
        }
    }

    internal void Clear()
    {
        _entries.Clear();
        _byUse.Clear();
        _records = 0;
    }

    private static (string Name, DnsType Type) KeyOf(string name, DnsType type) => (name.ToUpperInvariant(), type);

    private void Remove(LinkedListNode<Entry> node)
    {
        _entries.Remove(node.Value.Key);
        _byUse.Remove(node);
        _records -= node.Value.Records;
    }

    private sealed class Entry(DnsResponse response, long expiry)
    {
        internal DnsResponse Response => response;

        internal long Expiry => expiry;

        internal (string Name, DnsType Type) Key => KeyOf(response.Question.Name, response.Question.Type);

        // That there is none is to be remembered too.
        internal int Records => Math.Max(1, response.Answers.Count);
    }
}
