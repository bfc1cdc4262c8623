using Vimage.Bench.Harness;

namespace Vimage.Bench.Lifecycle;

/// <summary>Vnets that come and go, alone and in crowds, with modules that come and go, and processors that they share.</summary>
internal sealed class LifecycleSuite : ISuite
{
    public string Name => "lifecycle";

    public string Summary => "create, destroy, load, unload, enter; fairness between vnets; the cost of accounting";

    public IEnumerable<Row> Run(Effort effort, IReadOnlyList<string> inputs) =>
    [
        .. CreateDestroy.Run(effort),
        .. FlowingScopes.Run(effort),
        .. Accounting.Run(effort),
        .. Cycles.Run(effort),
        .. Fairness.Run(effort),
    ];
}
