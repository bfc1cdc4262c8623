namespace Vimage.Net;

/// <summary>Completions in the order in which they are to be told, linked through themselves.</summary>
internal struct CompletionList
{
    private Completion? _first;
    private Completion? _last;

    internal readonly bool IsEmpty => _first is null;

    internal void Append(Completion completion) => Append(new CompletionList { _first = completion, _last = completion });

    internal void Append(CompletionList others)
    {
        if (others._first is null)
        {
            return;
        }

        if (_last is null)
        {
            _first = others._first;
        }
        else
        {
            _last.Next = others._first;
        }

        _last = others._last;
    }

    internal Completion? TakeFirst()
    {
        Completion? first = _first;
        if (first is not null)
        {
            // Unlinked before it is told: it may be on its way again before that returns.
            _first = first.Next;
            first.Next = null;
            if (_first is null)
            {
                _last = null;
            }
        }

        return first;
    }
}
