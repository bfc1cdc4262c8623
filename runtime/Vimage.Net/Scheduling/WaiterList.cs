namespace Vimage.Net;

/// <summary>Those who wait for the same thing, in the order in which they came. Under the lock of the domain.</summary>
internal sealed class WaiterList
{
    private readonly LinkedList<Waiter> _waiters = new();

    internal void Add(Waiter waiter)
    {
        waiter.List = this;
        _waiters.AddLast(waiter.Node);
    }

    /// <summary>Takes a waiter out of line; <see langword="false"/> if it was told already.</summary>
    internal bool Remove(Waiter waiter)
    {
        if (!ReferenceEquals(waiter.List, this))
        {
            return false;
        }

        _waiters.Remove(waiter.Node);
        waiter.List = null;
        return true;
    }

    internal void WakeOne(Netisr netisr)
    {
        if (_waiters.First is { } first)
        {
            Remove(first.Value);
            netisr.Complete(first.Value);
        }
    }

    internal void WakeAll(Netisr netisr)
    {
        while (_waiters.Count > 0)
        {
            WakeOne(netisr);
        }
    }
}
