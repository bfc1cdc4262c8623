namespace Vimage;

/// <content>Going over vnets while the tree changes. (FreeBSD: <c>VNET_FOREACH</c>.)</content>
public sealed partial class Vnet
{
    /// <summary>
    /// Calls <paramref name="action"/> for this vnet and each below it, each before its children. The vnets are those that
    /// exist now; one that is destroyed meanwhile is passed over.
    /// </summary>
    /// <param name="action">What to call.</param>
    /// <param name="enter">
    /// Whether the vnet is current meanwhile. FreeBSD's does not enter, and code that forgets to works on the wrong vnet.
    /// </param>
    public void ForEach(Action<Vnet> action, bool enter = true)
    {
        ArgumentNullException.ThrowIfNull(action);
        foreach (Vnet vnet in WithDescendants())
        {
            if (vnet.IsDestroyed)
            {
                continue;
            }

            if (!enter)
            {
                action(vnet);
                continue;
            }

            // Not through Enter: between the question and the entering the vnet may go, which is no fault of the caller's.
            using (new VnetScope(vnet))
            {
                action(vnet);
            }
        }
    }

    /// <summary>Returns this vnet and all below it, each before its children: a snapshot.</summary>
    /// <returns>The vnets.</returns>
    public IReadOnlyList<Vnet> WithDescendants()
    {
        List<Vnet> all = [this];
        for (int i = 0; i < all.Count; i++)
        {
            all.AddRange(all[i].Children);
        }

        return all;
    }
}
