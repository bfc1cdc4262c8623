using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Flow;

/// <summary>Recognises what goes on elsewhere or later, with the vnet that flows rather than the one of this thread.</summary>
internal static class FlowStart
{
    private const string Threading = "System.Threading";
    private const string Tasks = "System.Threading.Tasks";

    private static readonly HashSet<(string Space, string Type, string Method)> s_starters =
    [
        (Tasks, "Task", "Run"),
        (Tasks, "Task", "ContinueWith"),
        (Tasks, "Task", "Start"),
        (Tasks, "TaskFactory", "StartNew"),
        (Tasks, "Parallel", "For"),
        (Tasks, "Parallel", "ForEach"),
        (Tasks, "Parallel", "Invoke"),
        (Threading, "ThreadPool", "QueueUserWorkItem"),
        (Threading, "ThreadPool", "RegisterWaitForSingleObject"),
        (Threading, "Thread", "Start"),
        (Threading, "CancellationToken", "Register"),
    ];

    private static readonly HashSet<string> s_taskTypes = ["Task", "ValueTask"];

    /// <returns>What is started, in the user's words; or <see langword="null"/>.</returns>
    internal static string? NameOf(IOperation operation) => operation switch
    {
        IAwaitOperation => "await",
        IInvocationOperation { TargetMethod: var method } when IsStarter(method) || IsAsync(method) => method.Name,
        IObjectCreationOperation { Type: { } type } when IsTimer(type) => type.Name,
        _ => null,
    };

    /// <summary>Returns whether a type is one of the timers that call back.</summary>
    internal static bool IsTimer(ITypeSymbol type) =>
        type.Name == "Timer" && type.ContainingNamespace?.ToDisplayString() is Threading or "System.Timers";

    private static bool IsStarter(IMethodSymbol method) => method.ContainingType is { } type
        && s_starters.Contains((type.ContainingNamespace?.ToDisplayString() ?? "", type.Name, method.Name));

    private static bool IsAsync(IMethodSymbol method) => method.IsAsync
        || (s_taskTypes.Contains(method.ReturnType.Name) && method.Name.EndsWith("Async", StringComparison.Ordinal));
}
