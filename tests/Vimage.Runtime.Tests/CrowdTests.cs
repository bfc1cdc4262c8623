namespace Vimage.Runtime.Tests;

[Collection(Alone.Name)]
public sealed class CrowdTests
{
    [Fact]
    public async Task HundredThousandVnetsLiveAtOnce()
    {
        Vnet parent = TestVnet.Create();
        Vnet[] all = [.. Enumerable.Range(0, 100_000).Select(i => parent.CreateChild($"n{i}"))];
        Assert.Equal(100_000, parent.Children.Count);
        using (all[77_777].EnterSync())
        {
            Sample.V_count = 7;
        }

        Assert.Equal(7, all[77_777].Run(() => Sample.V_count));
        Assert.Equal(0, all[5].Run(() => Sample.V_count));
        foreach (Vnet vnet in all)
        {
            Assert.True((await vnet.DestroyAsync()).IsClean);
        }
    }
}
