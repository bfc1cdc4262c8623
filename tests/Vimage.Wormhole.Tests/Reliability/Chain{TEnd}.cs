namespace Vimage.Wormholes.Tests;

/// <summary>Vnets in a row below one, and wormholes from each to the next: one far end, meetings, the other far end.</summary>
/// <typeparam name="TEnd">What the ends are.</typeparam>
internal sealed class Chain<TEnd>(Vnet admin, LocalWormhole<TEnd>[] wormholes)
    where TEnd : WormholeEnd
{
    internal Vnet Admin => admin;

    internal LocalWormhole<TEnd>[] Wormholes => wormholes;

    internal TEnd FarLeft => Wormholes[0].First;

    internal TEnd FarRight => Wormholes[^1].Second;

    /// <summary>Makes one wormhole of all, in any order.</summary>
    internal LocalWormhole<TEnd> Collapse(Random random)
    {
        List<LocalWormhole<TEnd>> left = [.. Wormholes];
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
            Chain.Revoke(end);
        }
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
