namespace Vimage.Runtime.Tests;

/// <summary>Going over vnets, and events that each vnet handles, while the tree changes.</summary>
public sealed class IterationTests
{
    [Fact]
    public void ForEachEnters_UnlessToldNotTo()
    {
        Vnet top = TestVnet.Create();
        Vnet child = top.CreateChild("child");
        List<Vnet> entered = [];
        top.ForEach(_ => entered.Add(Vnet.Current));
        Assert.Equal([top, child], entered);
        top.ForEach(_ => Assert.Same(Vnet.Root, Vnet.Current), enter: false);
    }

    [Fact]
    public void ForEachPassesOverWhatIsDestroyedMeanwhile_AndDoesNotSeeWhatIsCreated()
    {
        Vnet top = TestVnet.Create();
        Vnet[] children = [.. Enumerable.Range(0, 4).Select(i => top.CreateChild($"c{i}"))];
        List<string> seen = [];
        top.ForEach(
            vnet =>
            {
                seen.Add(vnet.Name);
                if (vnet == children[0])
                {
                    Assert.True(children[2].DestroyAsync().AsTask().Result.IsClean);
                    _ = top.CreateChild("new");
                }
            },
            enter: false);
        Assert.Equal([top.Name, "c0", "c1", "c3"], seen);
    }

    [Fact]
    [Trait("FreeBSD", "VNET_GLOBAL_EVENTHANDLER_REGISTER")]
    public async Task AnEventIsHandledInEachVnet_WithItsArguments()
    {
        Vnet top = TestVnet.Create();
        Vnet child = top.CreateChild("child");
        VnetEvent<(string Link, bool Up)> linkChanged = new();
        List<string> seen = [];
        using IDisposable all = linkChanged.Subscribe((vnet, args) =>
        {
            Assert.Same(vnet, Vnet.Current);
            seen.Add($"{vnet.Name}: {args.Link} {args.Up}");
        });
        linkChanged.Subscribe(child, (_, args) => seen.Add($"only child: {args.Link}"));
        linkChanged.Publish(top, ("em0", true));
        Assert.Equal([$"{top.Name}: em0 True", "child: em0 True", "only child: em0"], seen);

        // Of a vnet that is gone nobody is told, nor is it called.
        await child.DestroyAsync();
        seen.Clear();
        linkChanged.Publish(top, ("em0", false));
        Assert.Equal([$"{top.Name}: em0 False"], seen);
        all.Dispose();
        linkChanged.PublishIn(top, ("em0", true));
        Assert.Single(seen);
    }

    [Fact]
    public void AHandlerThatThrowsDoesNotKeepTheOthersFromBeingCalled()
    {
        Vnet top = TestVnet.Create();
        VnetEvent<int> happened = new();
        int calls = 0;
        happened.Subscribe(static (_, _) => throw new FormatException());
        happened.Subscribe((_, by) => calls += by);
        Assert.IsType<FormatException>(Assert.Single(Assert.Throws<AggregateException>(() => happened.Publish(top, 5)).InnerExceptions));
        Assert.Equal(5, calls);
    }
}
