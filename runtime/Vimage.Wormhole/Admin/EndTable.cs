using System.Diagnostics.CodeAnalysis;

namespace Vimage.Wormholes;

/// <summary>The ends that each vnet has, by name.</summary>
[VnetModule("wormhole")]
internal static partial class EndTable
{
    [Virtualized] private static readonly Dictionary<string, WormholeEnd> ends = [];

    /// <exception cref="WormholeException">The name is taken (EISCONN).</exception>
    internal static void Add(Vnet vnet, WormholeEnd end)
    {
        using (vnet.EnterSync())
        {
            lock (V_ends)
            {
                if (!V_ends.TryAdd(end.Name, end))
                {
                    throw new WormholeException(
                        "EISCONN", end.Name, vnet, $"Vnet '{vnet}' has an end of a wormhole named '{end.Name}'. Name this one otherwise.");
                }
            }
        }
    }

    internal static void Remove(Vnet vnet, WormholeEnd end)
    {
        if (vnet.IsDestroyed)
        {
            // The table goes with the vnet.
            return;
        }

        try
        {
            using (vnet.EnterSync())
            {
                lock (V_ends)
                {
                    if (V_ends.TryGetValue(end.Name, out WormholeEnd? named) && ReferenceEquals(named, end))
                    {
                        V_ends.Remove(end.Name);
                    }
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // It has just begun to go.
        }
    }

    internal static bool TryFind(Vnet vnet, string name, [NotNullWhen(true)] out WormholeEnd? end)
    {
        using (vnet.EnterSync())
        {
            lock (V_ends)
            {
                return V_ends.TryGetValue(name, out end);
            }
        }
    }

    internal static WormholeEnd[] In(Vnet vnet)
    {
        try
        {
            using (vnet.EnterSync())
            {
                lock (V_ends)
                {
                    return [.. V_ends.Values];
                }
            }
        }
        catch (ObjectDisposedException)
        {
            return [];
        }
    }
}
