namespace Vimage.Wormholes.Tests;

public sealed class SharedCollapseTests
{
    [Fact]
    public async Task OneThatGoesToAnotherProcessIsRefused_AsEINVAL_AndBothStayOpen()
    {
        Vnet middle = TestVnet.Create();
        WormholeOptions options = new() { Capacity = 64 };
        (SharedWormhole<WormholePipe> far, SharedWormhole<WormholePipe> one) = await SharedPair.OpenBytesAsync(TestVnet.Create(), middle, options);
        (SharedWormhole<WormholePipe> other, SharedWormhole<WormholePipe> farther) = await SharedPair.OpenBytesAsync(middle, TestVnet.Create(), options);
        Assert.Equal("EINVAL", Assert.Throws<WormholeException>(() => Wormhole.Collapse(one, other)).Errno);
        Assert.Equal((WormholeState.Open, WormholeState.Open), (one.State, other.State));
        AssertGoesThrough(far, one);
        AssertGoesThrough(other, farther);
        foreach (Wormhole each in new[] { far, one, other, farther })
        {
            each.Dispose();
        }
    }

    private static void AssertGoesThrough(SharedWormhole<WormholePipe> from, SharedWormhole<WormholePipe> to)
    {
        byte[] received = new byte[4];
        from.End.AsStream().Write("text"u8);
        to.End.AsStream().ReadExactly(received);
        Assert.Equal("text"u8, received);
    }
}
