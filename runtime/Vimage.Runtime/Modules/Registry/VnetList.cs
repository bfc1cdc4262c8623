namespace Vimage;

/// <summary>The vnets that modules are attached to: a list whose links are in the vnets. Its user holds a lock.</summary>
/// <param name="root">The root, which never leaves it.</param>
internal sealed class VnetList(Vnet root)
{
    private readonly Vnet _first = root;
    private Vnet _last = root;
    private int _count = 1;

    /// <summary>Adds a vnet that is not the root, unless it is in the list.</summary>
    internal void Add(Vnet vnet)
    {
        if (vnet.Listed.Before is not null)
        {
            return;
        }

        vnet.Listed.Before = _last;
        _last.Listed.After = vnet;
        _last = vnet;
        _count++;
    }

    /// <summary>Removes a vnet, if it is in the list.</summary>
    internal void Remove(Vnet vnet)
    {
        if (vnet.Listed.Before is not { } before)
        {
            return;
        }

        before.Listed.After = vnet.Listed.After;
        if (vnet.Listed.After is { } after)
        {
            after.Listed.Before = before;
        }
        else
        {
            _last = before;
        }

        vnet.Listed = default;
        _count--;
    }

    internal Vnet[] ToArray()
    {
        Vnet[] all = new Vnet[_count];
        Vnet? vnet = _first;
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = vnet!;
            vnet = vnet!.Listed.After;
        }

        return all;
    }

    /// <summary>The neighbours of a vnet; nothing if it is in no list.</summary>
    internal struct Links
    {
        internal Vnet? Before;
        internal Vnet? After;
    }
}
