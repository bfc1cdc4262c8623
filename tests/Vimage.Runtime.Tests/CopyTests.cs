namespace Vimage.Runtime.Tests;

/// <summary>Reset, snapshot, clone.</summary>
public sealed class CopyTests
{
    [Fact]
    public void ACloneHasTheValues_AndWhatItsHookCopies_AndNothingShared()
    {
        Vnet source = TestVnet.Create();
        using (source.Enter())
        {
            Tunables.V_ttl = 9;
            Tunables.V_text = "text";
            Tunables.V_shared.Add(1);
            Tunables.V_copied.Add(2);
        }

        Vnet clone = source.Clone(TestVnet.NewName());
        Assert.Same(source.Parent, clone.Parent);
        using (clone.Enter())
        {
            Assert.Equal((9, "text"), (Tunables.V_ttl, Tunables.V_text));
            Assert.Empty(Tunables.V_shared);
            Assert.Equal([2], Tunables.V_copied);
            Tunables.V_ttl = 10;
        }

        Assert.Equal(9, source.Run(static () => Tunables.V_ttl));
        Assert.Equal(2, Tunables.INIT_VNET_TUNABLES(source).V_copied.Single());
    }

    [Fact]
    public async Task AfterAResetTheVnetIsAsNew()
    {
        using HandModules modules = new();
        modules.Register("m");
        Vnet vnet = TestVnet.Create();
        Vnet child = vnet.CreateChild("child");
        int fired = 0;
        vnet.Run(static () => Tunables.V_ttl = 9);
        vnet.CreateTimer(_ => fired++, null, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
        CancellationToken stopping = vnet.Stopping;
        VnetTeardownReport report = await vnet.ResetAsync();
        Assert.True(report.IsClean, report.ToString());
        Assert.True(stopping.IsCancellationRequested);
        Assert.False(vnet.Stopping.IsCancellationRequested);
        Assert.Equal(64, vnet.Run(static () => Tunables.V_ttl));
        Assert.Equal("+m -m +m", modules.LogOf(vnet));
        Assert.Same(child, vnet["child"]);
        int before = fired;
        await Task.Delay(10);
        Assert.Equal(before, fired);
        Assert.True((await vnet.DestroyAsync(new VnetDestroyOptions { Recursive = true })).IsClean);
    }

    [Fact]
    public async Task AVnetThatCanNotBeSetUpAgain_GoesWithAllBelowIt()
    {
        using HandModules modules = new();
        modules.Register("m");
        Vnet vnet = Vnet.Root.CreateChild(TestVnet.NewName(), new VnetOptions { ChildrenMax = 2 });
        Vnet grandchild = vnet.CreateChild("child", new VnetOptions { ChildrenMax = 1 }).CreateChild("grandchild");
        modules.OnAttach = (each, _) =>
        {
            if (each == vnet)
            {
                throw new InvalidOperationException("no more");
            }
        };
        Assert.Equal("no more", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await vnet.ResetAsync())).Message);

        Assert.Throws<ObjectDisposedException>(() => grandchild.Enter().Dispose());
        Assert.Equal("+m -m", modules.LogOf(grandchild));
        Assert.False(Vnet.Root.TryFind(vnet.Name, out _));
        Assert.True((await vnet.DestroyAsync()).IsClean);

        // The name is free, and so is the place among the children.
        Assert.True((await Vnet.Root.CreateChild(vnet.Name).DestroyAsync()).IsClean);
    }

    [Fact]
    public void ASnapshotsValuesComeBack_HereOrElsewhere()
    {
        Vnet vnet = TestVnet.Create();
        Vnet other = TestVnet.Create();
        vnet.Run(static () => Tunables.V_ttl = 1);
        VnetSnapshot snapshot = vnet.TakeSnapshot();
        vnet.Run(static () => Tunables.V_ttl = 2);
        other.Restore(snapshot);
        Assert.Equal(1, other.Run(static () => Tunables.V_ttl));
        vnet.Restore(snapshot);
        Assert.Equal(1, vnet.Run(static () => Tunables.V_ttl));
        Assert.Contains("tunables", snapshot.Modules);
    }
}
