namespace Vimage.Wormholes.Tests;

/// <summary>Vnets in a row below one, and wormholes from each to the next: one far end, meetings, the other far end.</summary>
internal sealed class Chain
{
    private Chain(Vnet admin, Wormhole<Numbered>[] wormholes) => (Admin, Wormholes) = (admin, wormholes);

    internal Vnet Admin { get; }

    internal Wormhole<Numbered>[] Wormholes { get; }

    internal WormholeEnd<Numbered> FarLeft => Wormholes[0].First;

    internal WormholeEnd<Numbered> FarRight => Wormholes[^1].Second;

    internal static Chain Open(Random random, int length, Setting setting)
    {
        Vnet admin = TestVnet.CreateParent();
        Vnet[] vnets = [.. Enumerable.Range(0, length + 1).Select(_ => TestVnet.CreateBelow(admin))];
        if (random.Next(2) == 0)
        {
            // As in the original: two wormholes that start in the vnet above.
            vnets[1] = admin;
        }

        Wormhole<Numbered>[] wormholes =
        [
            .. Enumerable.Range(0, length).Select(i => admin.Run(() => Wormhole.Open<Numbered>(vnets[i], vnets[i + 1], setting.Options))),
        ];
        return new Chain(admin, wormholes);
    }

    /// <summary>Makes one wormhole of all, in any order.</summary>
    internal Wormhole<Numbered> Collapse(Random random)
    {
        List<Wormhole<Numbered>> left = [.. Wormholes];
        while (left.Count > 1)
        {
            int at = random.Next(left.Count - 1);
            (int one, int other) = random.Next(2) == 0 ? (at, at + 1) : (at + 1, at);
            left[at] = Admin.Run(() => Wormhole.Collapse(left[one], left[other]));
            left.RemoveAt(at + 1);
        }

        return left[0];
    }

    /// <summary>Ends everything, so that nobody waits any more.</summary>
    internal void Revoke()
    {
        foreach (WormholeEnd end in Wormholes.SelectMany(static each => each.Ends))
        {
            Revoke(end);
        }
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

    /// <summary>Tears it all down, and fails unless everything that was charged was given back.</summary>
    internal void Leave()
    {
        FarLeft.Dispose();
        FarRight.Dispose();
        foreach (WormholeEnd end in Wormholes.SelectMany(static each => each.Ends))
        {
            end.Dispose();
        }

        Assert.Equal(0, Admin.UsageOf(WormholeQuota.Wormholes));
        Assert.Equal(0, Admin.UsageOf(VnetQuota.Buffers));
        Assert.True(Admin.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().GetAwaiter().GetResult().IsClean);
    }
}
