using Vimage.Runtime.Exploration.Tests.Harness;

namespace Vimage.Runtime.Exploration.Tests;

/// <summary>The exploration finds a fault that is put into the runtime: each has been one, or is what a line is there to prevent.</summary>
public sealed class PlantedFaultTests
{
    // Most are found among the first hundred; the rarest, by some seeds, not among thousands.
    private const int Iterations = 30_000;

    [Fact]
    public async Task WithoutAFault_NothingIsFound()
    {
        using Explorer explorer = await Explorer.Create(Plant.Compile([]));
        (int exitCode, string output) = await explorer.Explore("use-versus-destroy", 100);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public Task AModuleThatArrivesWhileAVnetIsMade_IsMissed() => IsFound(
        "create-versus-load",
        new Plant("Vnets/Vnet.SetUp.cs", "                (_arrivals ??= []).Add(module);\n", ""));

    [Fact]
    public Task AModuleThatArrivesAtTheEndOfTheSetUp_IsMissed() => IsFound(
        "create-versus-load",
        new Plant(
            "Vnets/Vnet.SetUp.cs",
            "            List<VnetModule>? arrivals = _arrivals;\n            _arrivals = null;\n            if (arrivals is null)\n",
            "            List<VnetModule>? arrivals = _arrivals;\n            Monitor.Exit(_gate);\n            Monitor.Enter(_gate);\n            _arrivals = null;\n            if (arrivals is null)\n"));

    [Fact]
    public Task TwoWhoComeToAModule_BothAttachIt() => IsFound(
        "use-versus-use",
        new Plant("Vnets/Vnet.Modules.cs", "                transition = FindTransition(module);\n", "                transition = null;\n"));

    [Fact]
    public Task AFlowThatLooksBeforeItCountsItself_IsOverlooked() => IsFound(
        "destroy-versus-run",
        new Plant("Vnets/Vnet.Resources.cs", "    private void BeginFlow() => Interlocked.Increment(ref _flows);\n", "    private void BeginFlow() { }\n"),
        new Plant(
            "Vnets/Vnet.Flow.cs",
            "    public async Task RunAsync(Func<Task> function)\n    {\n        ArgumentNullException.ThrowIfNull(function);\n        BeginFlow();\n",
            "    public async Task RunAsync(Func<Task> function)\n    {\n        ArgumentNullException.ThrowIfNull(function);\n        ThrowIfDestroyed();\n        await Task.Yield();\n        Interlocked.Increment(ref _flows);\n"),
        new Plant(
            "Vnets/Vnet.Flow.cs",
            "            using (Enter())\n            {\n                await function()",
            "            using (new VnetScope(this))\n            {\n                await function()"));

    [Fact]
    public Task ADestroyThatCountsFlowsBeforeItClosesTheDoor_OverlooksOne() => IsFound(
        "destroy-versus-run",
        new Plant("Vnets/Vnet.Lifecycle.cs", "            // In this order: a flow counts itself first, and then looks whether it may.\n            _phase = Phase.Quiescing;\n            isQuick =", "            isQuick ="),
        new Plant(
            "Vnets/Vnet.Lifecycle.cs",
            "        return isQuick ? new ValueTask<VnetTeardownReport>(Finish",
            "        Monitor.Enter(_gate);\n        Monitor.Exit(_gate);\n        _phase = Phase.Quiescing;\n        return isQuick ? new ValueTask<VnetTeardownReport>(Finish"));

    [Fact]
    public Task AResetThatEndsAfterItsSetUp_EndsTheNextOnesToo() => IsFound(
        "reset-versus-reset",
        new Plant("Vnets/Vnet.SetUp.cs", "                _isResetting = false;\n", ""),
        new Plant("Vnets/Vnet.Copies.cs", "        return report;\n    }\n\n    /// <summary>\n    /// Creates a vnet beside", "        Monitor.Enter(_gate);\n        Monitor.Exit(_gate);\n        _isResetting = false;\n        return report;\n    }\n\n    /// <summary>\n    /// Creates a vnet beside"));

    [Fact]
    public Task AModuleThatLeavesBeforeItsTurn_IsTornDownAllTheSame() => IsFound(
        "reset-versus-load-and-unload",
        new Plant("Modules/AttachedModule.cs", "steps > 0 || Module.InitPositions.Length == 0 ?", "true ?"));

    [Fact]
    public Task AModuleThatLeavesDuringItsTurn_IsTornDownBeforeItsEnd() => IsFound(
        "reset-versus-load-and-unload",
        new Plant("Vnets/Vnet.SetUp.cs", "                if (hasRun)\n", "                if (hasRun && IndexOf(module) >= 0)\n"),
        new Plant("Vnets/Vnet.TearDown.cs", "                others = FindTransition(module);\n", "                others = null;\n"),
        new Plant("Modules/AttachedModule.cs", "steps > 0 || Module.InitPositions.Length == 0 ?", "true ?"));

    [Fact]
    public Task AVnetThatIsUnknownWhileItIsReset_KeepsAModuleThatLeaves() => IsFound(
        "reset-versus-use-versus-unload",
        new Plant("Vnets/Vnet.TearDown.cs", "        return detached;\n", "        ModuleRegistry.Delist(this);\n        return detached;\n"));

    [Fact]
    public Task AChildThatIsMadeDuringAReset_LeavesItsNameBehind() => IsFound(
        "reset-versus-create-below",
        new Plant("Vnets/Vnet.Tree.cs", "if (_phase == Phase.Alive || _isResetting)", "if (_phase == Phase.Alive)"),
        new Plant("Vnets/Vnet.Tree.cs", "        throw Destroyed();\n", "        Monitor.Enter(_gate);\n        Monitor.Exit(_gate);\n        ThrowIfDestroyed();\n"));

    [Fact]
    public Task AChildThatIsMadeWhileItsParentGoes_IsSeenAllTheSame() => IsFound(
        "destroy-versus-create-below",
        new Plant("Vnets/Vnet.Tree.cs", "if (_phase == Phase.Alive || _isResetting)", "if (true)"),
        new Plant("Vnets/Vnet.Lifecycle.cs", "                if (_children is not { Count: > 0 })\n                {\n                    return;", "                if (_children?.Values.Any(static child => child is not null) != true)\n                {\n                    return;"));

    [Fact]
    public Task TwoVnetsOfOneName() => IsFound(
        "create-versus-create",
        new Plant("Vnets/Vnet.Tree.cs", "            if (!(_children ??= []).TryAdd(name, null))\n", "            bool isFree = !(_children ??= []).ContainsKey(name);\n            Monitor.Exit(_gate);\n            Monitor.Enter(_gate);\n            _children[name] = null;\n            if (!isFree)\n"));

    [Fact]
    public Task TwoWhoMakeAState_BothPublishIt() => IsFound(
        "use-versus-use",
        new Plant("Vnets/Vnet.Modules.cs", "                if (StateAt(module.Slot) is { } published)\n", "                if (StateAt(module.Slot) is { } published && !isPlain)\n"));

    [Fact]
    public Task AVnetThatIsGone_GetsAStateAllTheSame() => IsFound(
        "use-versus-destroy",
        new Plant("Vnets/Vnet.Modules.cs", "                    ThrowIfUnattachable(module);\n                    if (isPlain)\n", "                    if (isPlain)\n"));

    private static async Task IsFound(string scenario, params Plant[] plants)
    {
        using Explorer explorer = await Explorer.Create(Plant.Compile(plants));
        (int exitCode, string output) = await explorer.Explore(scenario, Iterations);
        Assert.True(exitCode == 1, output);
    }
}
