using Vimage.Bench.Harness;

namespace Vimage.Bench.Access;

/// <summary>What virtualisation costs while a program runs, beside what people use today.</summary>
internal sealed class AccessSuite : ISuite
{
    public string Name => "access";

    public string Summary => "a variable, a scope, a vnet: time and memory, beside plain statics and the alternatives";

    public IEnumerable<Row> Run(Effort effort, IReadOnlyList<string> inputs) =>
    [
        .. SingleAccess.Run(effort),
        .. LoopAccess.Run(effort),
        .. Scopes.Run(effort),
        .. Lifecycle.Run(effort),
        .. Memory.Run(effort),
        .. Population.Run(),
    ];
}
