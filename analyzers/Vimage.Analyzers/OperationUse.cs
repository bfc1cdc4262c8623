using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers;

/// <summary>An operation in the user's code, and where to report what is wrong with it.</summary>
internal readonly struct OperationUse(
    IOperation operation, SemanticModel model, Action<Diagnostic> report, CancellationToken cancellation)
{
    internal IOperation Operation { get; } = operation;

    internal SemanticModel Model { get; } = model;

    internal Action<Diagnostic> Report { get; } = report;

    internal CancellationToken Cancellation { get; } = cancellation;
}
