namespace Vimage.Wormholes.Tests;

/// <summary>Makes chains of wormholes, and ends them.</summary>
internal static class Chain
{
    /// <summary>Opens wormholes of typed messages in a row.</summary>
    internal static Chain<WormholeEnd<Numbered>> Open(Random random, int length, Setting setting) =>
        Open<WormholeEnd<Numbered>>(random, length, (first, second) => Wormhole.Open<Numbered>(first, second, setting.Options));

    /// <summary>Opens wormholes in a row.</summary>
    internal static Chain<TEnd> Open<TEnd>(Random random, int length, Func<Vnet, Vnet, LocalWormhole<TEnd>> open)
        where TEnd : WormholeEnd
    {
        Vnet admin = TestVnet.CreateParent();
        Vnet[] vnets = [.. Enumerable.Range(0, length + 1).Select(_ => TestVnet.CreateBelow(admin))];
        if (random.Next(2) == 0)
        {
            // As in the original: two wormholes that start in the vnet above.
            vnets[1] = admin;
        }

        return new Chain<TEnd>(admin, [.. Enumerable.Range(0, length).Select(i => admin.Run(() => open(vnets[i], vnets[i + 1])))]);
    }

    /// <summary>Revokes what an end is an end of, also when that changes just now.</summary>
    internal static void Revoke(WormholeEnd end)
    {
        Wormhole wormhole;
        do
        {
            wormhole = end.Wormhole;
            try
            {
                wormhole.Revoke();
            }
            catch (WormholeException) when (wormhole.State == WormholeState.Collapsed)
            {
                // Of its ends, those that are left have another one.
            }
        }
        while (!ReferenceEquals(wormhole, end.Wormhole));
    }
}
