namespace Vimage.Runtime.Tests;

/// <summary>A module that is used before its turn in the set-up of a vnet has come, and does not get there.</summary>
public sealed class TurnTests : IDisposable
{
    private readonly HandModules _modules = new();

    // Other tests have vnets at the same time, to which these modules are attached too.
    private readonly string _name = $"turn{Guid.NewGuid():N}";
    private VnetRegistration? _second;

    public void Dispose()
    {
        _second?.Dispose();
        _modules.Dispose();
    }

    [Fact]
    public void AModuleThatLeavesBeforeItsTurn_HasNothingToUndo()
    {
        RegisterThree(name =>
        {
            if (name == "first")
            {
                _second!.Deregister();
            }
        });
        Assert.Equal("+first +between", _modules.LogOf(Vnet.Root.CreateChild(_name)));
    }

    [Fact]
    public void WhereTheSetUpFailsBeforeItsTurn_AModuleHasNothingToUndo()
    {
        RegisterThree(static name =>
        {
            if (name == "between")
            {
                throw new FormatException();
            }
        });
        Assert.Throws<FormatException>(() => Vnet.Root.CreateChild(_name));
        Assert.Equal("+first +between -first", _modules.LogOfName(_name));
    }

    [Fact]
    public async Task AModuleThatLeavesDuringItsTurn_IsTornDownAfterIt()
    {
        using ManualResetEventSlim began = new();
        using ManualResetEventSlim undone = new();
        Task leaving = Task.CompletedTask;
        RegisterThree(name =>
        {
            if (name == "second")
            {
                leaving = Task.Run(() =>
                {
                    began.Set();
                    _second!.Deregister();
                }, TestContext.Current.CancellationToken);
                began.Wait(TestContext.Current.CancellationToken);
                Assert.False(undone.Wait(100, TestContext.Current.CancellationToken));
            }
        });
        _modules.OnDetach = (vnet, _) =>
        {
            if (vnet.Name == _name)
            {
                undone.Set();
            }
        };
        Vnet vnet = Vnet.Root.CreateChild(_name);
        await leaving;
        Assert.True(undone.IsSet);
        Assert.Equal("+first +between +second -second", _modules.LogOf(vnet));
    }

    [Fact]
    public async Task AModuleThatLeavesWhileAVnetIsReset_LeavesItToo()
    {
        using ManualResetEventSlim resetting = new();
        VnetRegistration leaving = _modules.Register("leaving");
        VnetModuleInfo slow = _modules.Info("slow");
        _modules.Register(slow);
        Vnet vnet = TestVnet.Create();
        _modules.OnDetach = (each, name) =>
        {
            if (each == vnet && name == "slow")
            {
                resetting.Set();
                Thread.Sleep(100);
            }
        };
        Task reset = Task.Run(() => vnet.ResetAsync().AsTask(), TestContext.Current.CancellationToken);
        resetting.Wait(TestContext.Current.CancellationToken);
        leaving.Deregister();
        await reset;
        Assert.Equal("+leaving +slow -slow -leaving +slow", _modules.LogOf(vnet));
    }

    // The first uses the second, whose turn is last.
    private void RegisterThree(Action<string> onAttach)
    {
        VnetModuleInfo first = _modules.Info("first");
        VnetModuleInfo between = _modules.Info("between");
        _second = _modules.Register("second");
        _modules.Register(new VnetModuleInfo(first.Name)
        {
            Attach = first.Attach,
            Detach = first.Detach,
            Subsystem = VnetSubsystem.Instance,
        });
        _modules.Register(new VnetModuleInfo(between.Name) { Attach = between.Attach, Subsystem = VnetSubsystem.Drivers });
        _modules.OnAttach = (vnet, name) =>
        {
            if (vnet.Name != _name)
            {
                return;
            }

            if (name == "first")
            {
                Assert.NotNull(_second.StateIn(vnet));
            }

            onAttach(name);
        };
    }
}
