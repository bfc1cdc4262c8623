namespace Vimage.Runtime.Tests;

/// <summary>Creation either succeeds or leaves nothing, wherever it fails.</summary>
public sealed class RollbackTests : IDisposable
{
    private readonly HandModules _modules = new();

    public void Dispose() => _modules.Dispose();

    [Fact]
    [Trait("FreeBSD", "VNET_SYSINIT")]
    public void AFailureAtEveryPositionOfEveryLength_UndoesWhatCameBefore_InReverse()
    {
        string name = TestVnet.NewName();
        int failAt = -1;
        _modules.OnAttach = (vnet, module) =>
        {
            if (vnet.Name == name && module == $"m{failAt}")
            {
                throw new FormatException(module);
            }
        };
        for (int n = 1; n <= 8; n++)
        {
            failAt = -1;
            _modules.Register($"m{n}");
            for (int k = 1; k <= n; k++)
            {
                failAt = k;
                Vnet? seen = null;
                _modules.ClearLog();
                FormatException thrown = Assert.Throws<FormatException>(() => Vnet.Root.CreateChild(name));
                Assert.Equal($"m{k}", thrown.Message);
                Assert.False(Vnet.Root.TryFind(name, out seen));
                string expected = string.Join(' ', Enumerable.Range(1, k).Select(static i => $"+m{i}").Concat(Enumerable.Range(1, k - 1).Reverse().Select(static i => $"-m{i}")));
                Assert.Equal(expected, _modules.LogOfName(name));
            }
        }

        // And the name, and the place in the limits, are free.
        failAt = -1;
        Assert.Equal(name, Vnet.Root.CreateChild(name).Name);
    }

    [Fact]
    public void AModuleOfWhichOneHookHasRunIsTornDownWhenItsNextFails()
    {
        string name = TestVnet.NewName();
        TwoSteps.FailIn = name;
        Assert.Throws<FormatException>(() => Vnet.Root.CreateChild(name));
        Assert.Equal(["first", "undone"], TwoSteps.Log);
    }

    [Fact]
    public void AFailureInAVnetThatExistsIsThrownWheneverTheModuleIsUsedThere_AndNowhereElse()
    {
        Vnet good = TestVnet.Create();
        Vnet bad = TestVnet.Create();
        _modules.OnAttach = (vnet, _) =>
        {
            if (vnet == bad)
            {
                throw new FormatException("bad");
            }
        };
        VnetRegistration module = _modules.Register("m");
        Assert.NotNull(module.StateIn(good));
        FormatException first = Assert.Throws<FormatException>(() => module.StateIn(bad));
        Assert.Same(first, Assert.Throws<FormatException>(() => module.StateIn(bad)));
    }
}
