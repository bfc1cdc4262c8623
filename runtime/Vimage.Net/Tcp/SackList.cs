namespace Vimage.Net;

/// <summary>What a receiver tells of data that came early: the stretch that has grown last comes first (RFC 2018, 4; RFC 2883).</summary>
internal sealed class SackList
{
    // More than fit into a segment: those are named that changed last.
    private const int MaxKept = 6;

    private readonly List<SackBlock> _stretches = [];
    private SackBlock? _duplicate;

    internal bool IsEmpty => _stretches.Count == 0 && _duplicate is null;

    /// <summary>Puts a stretch in front that has grown; those that are in it go.</summary>
    internal void Add(SackBlock stretch)
    {
        _stretches.RemoveAll(each => !SequenceNumber.IsBefore(each.Start, stretch.Start) && SequenceNumber.IsBeforeOrAt(each.End, stretch.End));
        _stretches.Insert(0, stretch);
        if (_stretches.Count > MaxKept)
        {
            _stretches.RemoveAt(MaxKept);
        }
    }

    /// <summary>Notes that something has come twice, for the next acknowledgment.</summary>
    internal void AddDuplicate(SackBlock stretch) => _duplicate = stretch;

    /// <summary>What is before a sequence number needs no telling any more.</summary>
    internal void Acknowledge(uint next) => _stretches.RemoveAll(each => SequenceNumber.IsBeforeOrAt(each.End, next));

    /// <summary>Writes what is to be told now.</summary>
    internal void WriteTo(ref TcpOptions options)
    {
        int count = 0;
        if (_duplicate is { } duplicate)
        {
            options.Sacks[count++] = duplicate;
            _duplicate = null;
        }

        foreach (SackBlock stretch in _stretches)
        {
            if (count == SackBlocks.Max)
            {
                break;
            }

            options.Sacks[count++] = stretch;
        }

        options.SackCount = count;
    }

    internal void Clear()
    {
        _stretches.Clear();
        _duplicate = null;
    }
}
