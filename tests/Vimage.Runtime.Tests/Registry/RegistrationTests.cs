namespace Vimage.Runtime.Tests;

/// <summary>R1 to R15: what FreeBSD's registration of vnet modules does, each as a test; where it panics there is an exception.</summary>
public sealed class RegistrationTests : IDisposable
{
    private readonly HandModules _modules = new();

    public void Dispose() => _modules.Dispose();

    [Fact]
    public void R1_AModuleWhoseDependencyIsThereIsAttachedToEveryVnet_WithNewState()
    {
        Vnet a = TestVnet.Create();
        Vnet b = a.CreateChild("b");
        VnetRegistration module = _modules.Register("m");
        Assert.Equal("+m", _modules.LogOf(a));
        Assert.Equal("+m", _modules.LogOf(b));
        Assert.Equal("+m", _modules.LogOf(Vnet.Root));
        Assert.NotSame(module.StateIn(a), module.StateIn(b));
    }

    [Fact]
    public void R2_AModuleThatDependsOnItselfDependsOnNothing()
    {
        VnetRegistration module = _modules.Register("self", "self");
        Assert.False(module.IsPending);
        Assert.Equal("+self", _modules.LogOf(TestVnet.Create()));
    }

    [Fact]
    public void R3_AModuleWaitsForItsDependency_AndThoseThatWaitForItFollow()
    {
        Vnet vnet = TestVnet.Create();
        VnetRegistration top = _modules.Register("top", "middle");
        VnetRegistration middle = _modules.Register("middle", "base");
        Assert.True(top.IsPending && middle.IsPending);
        Assert.Equal("", _modules.LogOf(vnet));
        Assert.Equal("", _modules.LogOf(TestVnet.Create()));

        _modules.Register("base");
        Assert.False(top.IsPending || middle.IsPending);
        Assert.Equal("+base +middle +top", _modules.LogOf(vnet));
    }

    [Fact]
    [Trait("FreeBSD", "VNET_SYSINIT")]
    public void R4_WhatStaysUnresolvedIsListed_WithCircles()
    {
        VnetRegistration lost = _modules.Register("lost", "nowhere");
        _modules.Register("hen", "egg");
        _modules.Register("egg", "hen");
        UnresolvedModulesException thrown = Assert.Throws<UnresolvedModulesException>(VnetModules.ThrowIfUnresolved);
        Assert.StartsWith("vnet modules with unresolved dependencies:\n", thrown.Message, StringComparison.Ordinal);
        Assert.Contains($"    {lost.Slot}:{lost.Name} depending on {_modules.Name("nowhere")}\n", thrown.Message, StringComparison.Ordinal);
        Assert.Contains($"a cycle: {_modules.Name("hen")} -> {_modules.Name("egg")} -> {_modules.Name("hen")}", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(lost.Name, VnetModules.Unresolved);
    }

    [Fact]
    public void R5_RegisteringTwiceIsRefused()
    {
        VnetModuleInfo info = _modules.Info("twice");
        _modules.Register(info);
        VnetModuleExistsException thrown = Assert.Throws<VnetModuleExistsException>(() => VnetModules.Register(info));
        Assert.Equal("EEXIST", thrown.Errno);
        Assert.Contains(info.Name, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void R6_AModuleWithoutANameIsRefused_AndAnInstanceWithOnlyOneOfNameAndArgument()
    {
        Assert.Throws<ArgumentException>(static () => new VnetModuleInfo(""));
        VnetModuleInfo info = _modules.Info("half");
        Assert.Throws<ArgumentException>(() => VnetModules.RegisterMany(info, ("", new object())));
        Assert.Throws<ArgumentException>(() => VnetModules.RegisterMany(info, ("name", null!)));
        Assert.DoesNotContain(VnetModules.Registered, name => name.StartsWith(info.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void R7_SeveralInstancesOfOneModuleHaveStateEach()
    {
        Vnet vnet = TestVnet.Create();
        VnetModuleInfo info = _modules.Info("domain");
        IReadOnlyList<VnetRegistration> domains = VnetModules.RegisterMany(info, ("inet", "four"), ("inet6", "six"));
        Assert.Equal([$"{info.Name}:inet", $"{info.Name}:inet6"], domains.Select(static domain => domain.Name));
        Assert.Equal("four", Assert.Single((List<object?>)domains[0].StateIn(vnet)!));
        Assert.Equal("six", Assert.Single((List<object?>)domains[1].StateIn(vnet)!));
        Assert.Throws<VnetModuleExistsException>(() => VnetModules.RegisterMany(info, ("inet", "again")));
        foreach (VnetRegistration domain in domains)
        {
            domain.Deregister();
        }
    }

    [Fact]
    public void R8_TheConstructorRunsInItsVnet_AfterTheState()
    {
        // Only what this thread does: the vnets of other tests come and go meanwhile.
        List<string> order = [];
        int thread = Environment.CurrentManagedThreadId;
        _modules.Register(new VnetModuleInfo(_modules.Name("order"))
        {
            CreateState = _ =>
            {
                Note("state");
                return order;
            },
            Attach = (each, _) =>
            {
                Assert.Same(each, Vnet.Current);
                Note("attach");
            },
        });
        order.Clear();
        _ = TestVnet.Create();
        Assert.Equal(["state", "attach"], order);

        void Note(string what)
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                order.Add(what);
            }
        }
    }

    [Fact]
    public async Task R9_TheDestructorRunsBeforeTheStateGoes_AndTheSlotIsThenEmpty()
    {
        VnetRegistration? module = null;
        object? seen = null;
        _modules.OnDetach = (each, _) => seen = module!.StateIn(each);
        module = _modules.Register("m");
        Vnet vnet = TestVnet.Create();
        object state = module.StateIn(vnet)!;
        await vnet.DestroyAsync();
        Assert.Same(state, seen);
        Assert.Null(vnet.StateAt(module.Slot));
        Assert.Throws<ObjectDisposedException>(() => module.StateIn(vnet));
    }

    [Fact]
    [Trait("FreeBSD", "r191508")]
    public void R10_DeregisteringDetachesFromEveryVnet_UnlessOthersDependOnIt()
    {
        Vnet vnet = TestVnet.Create();
        VnetRegistration lower = _modules.Register("lower");
        VnetRegistration left = _modules.Register("left", "lower");
        VnetRegistration right = _modules.Register("right", "lower");
        VnetModuleBusyException thrown = Assert.Throws<VnetModuleBusyException>(lower.Deregister);
        Assert.Equal("EBUSY", thrown.Errno);
        Assert.Equal([left.Name, right.Name], thrown.Dependents);
        Assert.Contains($"'{left.Name}', '{right.Name}' depend on it", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-lower", _modules.LogOf(vnet), StringComparison.Ordinal);

        right.Deregister();
        left.Deregister();
        lower.Deregister();
        Assert.Equal("+lower +left +right -right -left -lower", _modules.LogOf(vnet));
        Assert.Equal("", _modules.LogOf(TestVnet.Create()));
        Assert.Throws<ObjectDisposedException>(() => lower.StateIn(vnet));
    }

    [Fact]
    public void R11_DeregisteringWhatIsNotRegisteredIsRefused()
    {
        VnetRegistration module = _modules.Register("m");
        module.Deregister();
        Assert.Equal("ENOENT", Assert.Throws<VnetModuleNotFoundException>(module.Deregister).Errno);
        module.Dispose();
    }

    [Fact]
    public async Task R12_TheEarliestSubsystemComesFirst_ThenRegistrationOrder_AndTeardownIsTheExactReverse()
    {
        _modules.Register("one");
        _modules.Register("two");
        VnetModuleInfo info = _modules.Info("net");
        _modules.Register(new VnetModuleInfo(info.Name) { Attach = info.Attach, Detach = info.Detach, Subsystem = VnetSubsystem.Instance });
        _modules.Register("three");
        Vnet vnet = TestVnet.Create();
        Assert.Equal("+net +one +two +three", _modules.LogOf(vnet));
        await vnet.DestroyAsync();
        Assert.Equal("+net +one +two +three -three -two -one -net", _modules.LogOf(vnet));
    }

    [Fact]
    public async Task R13_TheReportTellsTheOrder()
    {
        VnetRegistration a = _modules.Register("a");
        VnetRegistration b = _modules.Register("b");
        VnetTeardownReport report = await TestVnet.Create().DestroyAsync();
        Assert.Equal([b.Name, a.Name], report.DetachedModules.Where(name => name.StartsWith(_modules.Name(""), StringComparison.Ordinal)));
    }

    [Fact]
    public void R14_AStatelessModuleHasHooksAndNoState()
    {
        VnetModuleInfo info = _modules.Info("stateless");
        VnetRegistration module = _modules.Register(new VnetModuleInfo(info.Name) { Attach = info.Attach, Detach = info.Detach });
        Vnet vnet = TestVnet.Create();
        Assert.Equal("+stateless", _modules.LogOf(vnet));
        Assert.Null(module.StateIn(vnet));
    }

    [Fact]
    [Trait("FreeBSD", "PR 206583")]
    public void R15_IdsAreGivenOutWhenModulesArrive_AndGivenOutAgain()
    {
        HashSet<int> slots = [];
        for (int i = 0; i < 200; i++)
        {
            RegisterAndLeave(slots);
            if (i % 20 == 19)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
            }
        }

        Assert.True(slots.Count < 100, $"{slots.Count} slots for 200 modules, one at a time");
    }

    // Apart, so that nothing on the stack keeps the module.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private void RegisterAndLeave(HashSet<int> slots)
    {
        VnetRegistration module = VnetModules.Register(_modules.Info("passing"));
        slots.Add(module.Slot);
        module.Deregister();
    }
}
