namespace Vimage.Runtime.Tests;

/// <summary>Who may do what: a child can't have what its parent lacks, and manages only what is below it.</summary>
public sealed class PermissionTests
{
    [Fact]
    public void AChildCannotHaveWhatItsParentLacks()
    {
        Vnet parent = TestVnet.Create(new VnetOptions { Permissions = ["raw", "mount"] });
        Vnet child = parent.CreateChild("child", new VnetOptions { Permissions = ["raw"] });
        Assert.True(child.Allows("raw"));
        Assert.False(child.Allows("mount"));
        VnetPermissionException thrown = Assert.Throws<VnetPermissionException>(
            () => parent.CreateChild("greedy", new VnetOptions { Permissions = ["chflags"] }));
        Assert.Equal("EPERM", thrown.Errno);
        Assert.Contains("'chflags'", thrown.Message, StringComparison.Ordinal);
        Assert.False(parent.TryFind("greedy", out _));
        Assert.Contains("'mount'", Assert.Throws<VnetPermissionException>(() => child.Demand("mount")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RevokingAtTheParentRevokesBelow_AndGrantingAgainDoesNotRestoreThere()
    {
        Vnet parent = TestVnet.Create();
        Vnet child = parent.CreateChild("child");
        Vnet grandchild = child.CreateChild("grandchild");
        parent.Revoke("raw");
        Assert.False(parent.Allows("raw") || child.Allows("raw") || grandchild.Allows("raw"));
        Assert.Throws<VnetPermissionException>(() => child.Grant("raw"));
        parent.Grant("raw");
        Assert.True(parent.Allows("raw"));
        Assert.False(child.Allows("raw"));
        child.Grant("raw");
        Assert.True(child.Allows("raw"));
        Assert.False(grandchild.Allows("raw"));
    }

    [Fact]
    public async Task AVnetManagesNeitherItsParentNorItsSiblings()
    {
        Vnet a = TestVnet.Create(new VnetOptions { ChildrenMax = 3 });
        Vnet b = TestVnet.Create();
        Vnet child = a.CreateChild("child");
        foreach (Action act in new Action[]
        {
            () => b.DestroyAsync().AsTask().Wait(),
            () => b.CreateChild("x"),
            () => Vnet.Root.CreateChild(TestVnet.NewName()),
            () => b.Revoke("raw"),
            () => b.SetQuota("timers", 1),
            () => a.Revoke("raw"),
            () => a.SetChildrenMax(100),
            () => a.LimitCpu(200),
            () => b.GetVariable<int>("vimage.test.ttl"),
        })
        {
            VnetPermissionException thrown = Assert.Throws<VnetPermissionException>(() => a.Run(act));
            Assert.Contains($"from vnet '{a}'", thrown.Message, StringComparison.Ordinal);
        }

        await a.RunAsync(async () => Assert.True((await child.DestroyAsync()).IsClean));
    }

    [Fact]
    public void AChildsLimitIsLessThanItsParents_AndLoweringTheParentsLowersItsOwn()
    {
        Vnet a = TestVnet.Create(new VnetOptions { ChildrenMax = 10 });
        Assert.Throws<VnetPermissionException>(() => a.CreateChild("b", new VnetOptions { ChildrenMax = 10 }));
        Vnet b = a.CreateChild("b", new VnetOptions { ChildrenMax = 9 });
        Vnet c = b.CreateChild("c", new VnetOptions { ChildrenMax = 8 });
        a.SetChildrenMax(5);
        Assert.Equal((5, 4, 3), (a.ChildrenMax, b.ChildrenMax, c.ChildrenMax));
        a.SetChildrenMax(1);
        Assert.Equal((1, 0, 0), (a.ChildrenMax, b.ChildrenMax, c.ChildrenMax));
        Assert.Throws<VnetPermissionException>(() => b.SetChildrenMax(1));
        Assert.Equal(2, a.DescendantCount);
    }

    [Fact]
    public void AQuotaLimitsAVnetAndAllBelowItTogether_AndTheRefusalNamesIt()
    {
        Vnet parent = TestVnet.Create(new VnetOptions { Quotas = new Dictionary<string, long> { ["sockets"] = 3 } });
        Vnet child = parent.CreateChild("child");
        parent.Charge("sockets", 1);
        child.Charge("sockets", 2);
        Assert.Equal(["sockets"], child.QuotaNames);
        VnetQuotaException thrown = Assert.Throws<VnetQuotaException>(() => child.Charge("sockets", 1));
        Assert.Equal(("EDQUOT", parent.Name, "sockets", 3), (thrown.Errno, thrown.VnetName, thrown.Quota, thrown.Limit));
        Assert.Contains("'sockets'", thrown.Message, StringComparison.Ordinal);
        Assert.Equal((2, 3), (child.UsageOf("sockets"), parent.UsageOf("sockets")));
        child.Discharge("sockets", 2);
        child.Charge("sockets", 1);
        Assert.Equal((3, long.MaxValue), (parent.LimitOf("sockets"), child.LimitOf("sockets")));
    }

    [Fact]
    public void WhatWasChargedIsHandedOverToAVnetAbove_AlsoWhereThatHasAllItMay()
    {
        Vnet top = TestVnet.Create(new VnetOptions { ChildrenMax = 9, Quotas = new Dictionary<string, long> { ["sockets"] = 2 } });
        Vnet middle = top.CreateChild("middle", new VnetOptions { ChildrenMax = 8 });
        Vnet bottom = middle.CreateChild("bottom");
        bottom.Charge("sockets", 2);
        bottom.TransferCharge("sockets", 2, top);
        Assert.Equal((0, 0, 2), (bottom.UsageOf("sockets"), middle.UsageOf("sockets"), top.UsageOf("sockets")));
        top.TransferCharge("sockets", 2, top);
        Assert.Equal(2, top.UsageOf("sockets"));
        Assert.Throws<ArgumentException>(() => top.TransferCharge("sockets", 2, middle));
        top.Discharge("sockets", 2);
        Assert.Equal(0, top.UsageOf("sockets"));
    }

    [Fact]
    public void ATimerAboveTheQuotaIsRefused_AndNothingIsCounted()
    {
        Vnet vnet = TestVnet.Create();
        vnet.SetQuota(VnetQuota.Timers, 1);
        ITimer timer = vnet.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.Throws<VnetQuotaException>(() => vnet.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Dispose();
        Assert.Equal(0, vnet.UsageOf(VnetQuota.Timers));
        vnet.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan).Dispose();
    }
}
