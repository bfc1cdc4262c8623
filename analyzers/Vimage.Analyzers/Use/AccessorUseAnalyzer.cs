using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Use;

/// <summary>A rule about uses of accessors by value that need the variable itself.</summary>
public abstract class AccessorUseAnalyzer : OperationAnalyzer
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rule);

    private protected abstract DiagnosticDescriptor Rule { get; }

    private protected abstract VariableUse ReportedUse { get; }

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterOperations(context, OperationKind.PropertyReference, Analyze);

    private void Analyze(OperationUse use)
    {
        IPropertyReferenceOperation reference = (IPropertyReferenceOperation)use.Operation;
        if (reference.Property is not { IsStatic: true, RefKind: RefKind.None } accessor
            || Accessors.VariableOf(accessor) is not IFieldSymbol field)
        {
            return;
        }

        // As nearly all calls on a value; to ask the model about each costs more than all else here.
        if (reference.Parent is IInvocationOperation { TargetMethod: var called } call && call.Instance == reference && IsHarmless(called))
        {
            return;
        }

        ExpressionSyntax name = reference.Syntax is MemberAccessExpressionSyntax access
            ? access.Name
            : (ExpressionSyntax)reference.Syntax;
        if (VariableUses.Of(name, accessor.Type, use.Model, use.Cancellation) == ReportedUse
            && !(ReportedUse == VariableUse.MutatingCall && accessor.SetMethod is null))
        {
            // Of a readonly field every caller always had a copy.
            use.Report(Diagnostic.Create(Rule, name.GetLocation(), accessor.Name, field.Name));
        }
    }

    private static bool IsHarmless(IMethodSymbol method) =>
        method.IsReadOnly || method.ContainingType is { IsReferenceType: true } or { SpecialType: not SpecialType.None };
}
