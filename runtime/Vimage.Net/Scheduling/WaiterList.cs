namespace Vimage.Net;

/// <summary>Those who wait for the same thing, in the order in which they came, linked through themselves. Under the lock of the domain.</summary>
internal sealed class WaiterList
{
    private Waiter? _first;
    private Waiter? _last;

    internal void Add(Waiter waiter)
    {
        waiter.List = this;
        waiter.Before = _last;
        if (_last is null)
        {
            _first = waiter;
        }
        else
        {
            _last.Behind = waiter;
        }

        _last = waiter;
    }

    /// <summary>Takes a waiter out of line; <see langword="false"/> if it was told already.</summary>
    internal bool Remove(Waiter waiter)
    {
        if (!ReferenceEquals(waiter.List, this))
        {
            return false;
        }

        if (waiter.Before is null)
        {
            _first = waiter.Behind;
        }
        else
        {
            waiter.Before.Behind = waiter.Behind;
        }

        if (waiter.Behind is null)
        {
            _last = waiter.Before;
        }
        else
        {
            waiter.Behind.Before = waiter.Before;
        }

        waiter.List = null;
        waiter.Before = null;
        waiter.Behind = null;
        return true;
    }

    internal void WakeOne(Netisr netisr)
    {
        if (_first is { } first)
        {
            Remove(first);
            netisr.Complete(first);
        }
    }

    internal void WakeAll(Netisr netisr)
    {
        while (_first is not null)
        {
            WakeOne(netisr);
        }
    }
}
