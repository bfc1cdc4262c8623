namespace Vimage.Wormholes.Tests;

/// <summary>A vnet, two below it, and a wormhole between those that the first has opened.</summary>
internal sealed class Link<T> : IAsyncDisposable
{
    internal Link(WormholeOptions? options = null, TimeProvider? time = null)
    {
        Admin = TestVnet.CreateParent(time: time);
        Left = TestVnet.CreateBelow(Admin);
        Right = TestVnet.CreateBelow(Admin);
        Wormhole = Admin.Run(() => Wormholes.Wormhole.Open<T>(Left, Right, options));
    }

    internal Vnet Admin { get; }

    internal Vnet Left { get; }

    internal Vnet Right { get; }

    internal Wormhole<T> Wormhole { get; }

    internal WormholeEnd<T> Sender => Wormhole.First;

    internal WormholeEnd<T> Receiver => Wormhole.Second;

    public async ValueTask DisposeAsync() => await Admin.DestroyAsync(new VnetDestroyOptions { Recursive = true });

    /// <summary>Fails unless everything that was charged for wormholes was given back.</summary>
    internal void AssertNothingCharged()
    {
        Assert.Equal(0, Admin.UsageOf(WormholeQuota.Wormholes));
        Assert.Equal(0, Admin.UsageOf(VnetQuota.Buffers));
    }
}
