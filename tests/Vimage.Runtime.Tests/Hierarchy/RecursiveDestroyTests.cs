namespace Vimage.Runtime.Tests;

public sealed class RecursiveDestroyTests
{
    [Fact]
    [Trait("FreeBSD", "D47992")]
    public async Task AskedToBeRecursive_ADestroyTakesTheLowestFirst()
    {
        using HandModules modules = new();
        List<string> order = [];
        Vnet top = TestVnet.Create();
        modules.OnDetach = (vnet, _) =>
        {
            if (vnet == top || vnet.IsDescendantOf(top))
            {
                order.Add(vnet.Name);
            }
        };
        modules.Register("m");
        top.CreateChild("a").CreateChild("b");
        VnetTeardownReport report = await top.DestroyAsync(new VnetDestroyOptions { Recursive = true });
        Assert.True(report.IsClean);
        Assert.Equal(["b", "a", top.Name], order);
        Assert.Equal(0, top.DescendantCount);
    }

    [Fact]
    public async Task ChildrenThatAreCreatedMeanwhileAreRefusedOrGoToo()
    {
        for (int round = 0; round < 30; round++)
        {
            Vnet top = TestVnet.Create();
            using Barrier start = new(3);
            Task[] creators = [.. Enumerable.Range(0, 2).Select(worker => Task.Run(() =>
            {
                start.SignalAndWait();
                try
                {
                    for (int i = 0; i < 100; i++)
                    {
                        top.CreateChild($"c{worker}-{i}");
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            }))];
            start.SignalAndWait();
            await top.DestroyAsync(new VnetDestroyOptions { Recursive = true });
            await Task.WhenAll(creators);
            Assert.Empty(top.Children);
            Assert.Equal(0, top.DescendantCount);
        }
    }
}
