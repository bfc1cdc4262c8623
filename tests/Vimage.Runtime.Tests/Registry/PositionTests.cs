namespace Vimage.Runtime.Tests;

/// <summary>Subsystems and orders: of modules written by hand, and of marked types.</summary>
public sealed class PositionTests : IDisposable
{
    private readonly HandModules _modules = new();

    public void Dispose() => _modules.Dispose();

    [Fact]
    [Trait("FreeBSD", "VNET_SYSUNINIT")]
    public async Task TheTeardownPositionIsChosenApartFromTheSetUp()
    {
        // As epair does: set up at PSEUDO, torn down at INIT_IF.
        Register("pair", VnetSubsystem.Pseudo, detach: VnetSubsystem.Tables);
        Register("tables", VnetSubsystem.Tables);
        Register("late", VnetSubsystem.Late, detach: VnetSubsystem.First);
        Register("first", VnetSubsystem.First);
        Vnet vnet = TestVnet.Create();
        Assert.Equal("+first +tables +pair +late", _modules.LogOf(vnet));
        _modules.ClearLog();
        await vnet.DestroyAsync();

        // Where the positions are equal, the one attached last goes first.
        Assert.Equal("-pair -tables -late -first", _modules.LogOf(vnet));
    }

    [Fact]
    public void WithinASubsystemTheOrderDecides_AndThenTheOrderOfRegistration()
    {
        VnetModuleInfo b = _modules.Info("b");
        VnetModuleInfo any = _modules.Info("any");
        VnetModuleInfo first = _modules.Info("first");
        _modules.Register(new VnetModuleInfo(any.Name) { Attach = any.Attach, Order = VnetOrder.Any });
        _modules.Register("a");
        _modules.Register(b);
        _modules.Register(new VnetModuleInfo(first.Name) { Attach = first.Attach, Order = VnetOrder.First });
        Assert.Equal("+first +a +b +any", _modules.LogOf(TestVnet.Create()));
    }

    [Fact]
    public void AMarkedModulesHooksRunAtTheirPositions_AndItsStateIsThereFromTheFirst()
    {
        VnetModuleInfo between = _modules.Info("between");
        _modules.Register(new VnetModuleInfo(between.Name)
        {
            Attach = static (_, _) => Staged.V_steps.Add("between"),
            Subsystem = VnetSubsystem.Drivers,
        });
        Vnet vnet = TestVnet.Create();
        Assert.Equal(["early", "between", "late"], vnet.Run(static () => Staged.V_steps));
    }

    [Fact]
    public async Task AMarkedModulesUninitHooksRunFromTheLastPositionToTheFirst()
    {
        Vnet vnet = TestVnet.Create();
        List<string> steps = vnet.Run(static () => Staged.V_steps);
        steps.Clear();
        await vnet.DestroyAsync();
        Assert.Equal(["stop", "free"], steps);
    }

    [Fact]
    public void AModuleTouchedBeforeItsTurnRunsThen_ExactlyOnce()
    {
        VnetRegistration? second = null;
        _modules.OnAttach = (vnet, name) =>
        {
            if (name == "first")
            {
                Assert.NotNull(second!.StateIn(vnet));
            }
        };
        VnetModuleInfo first = _modules.Info("first");
        second = _modules.Register("second");
        _modules.Register(new VnetModuleInfo(first.Name) { Attach = first.Attach, Subsystem = VnetSubsystem.Instance });
        Vnet vnet = TestVnet.Create();

        // Its state is there; its hook's turn comes later.
        Assert.Equal("+first +second", _modules.LogOf(vnet));
    }

    private void Register(string name, int subsystem, int? detach = null)
    {
        VnetModuleInfo info = _modules.Info(name);
        _modules.Register(new VnetModuleInfo(info.Name)
        {
            Attach = info.Attach,
            Detach = info.Detach,
            Subsystem = subsystem,
            DetachSubsystem = detach,
        });
    }
}
