using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Flow;

/// <summary>VIM0203: something is started without the execution context, and so without the vnet.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0203VnetNotCapturedAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.VnetNotCaptured,
        "The vnet is lost",
        "What '{0}' starts runs in no vnet, because it does not carry the execution context along; {1}",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The current vnet flows with the execution context. What is started without it runs in the root, or, in strict "
            + "mode, fails.",
        helpLinkUri: HelpLinks.Of(RuleIds.VnetNotCaptured));

    // With the method that does the same and lets the context flow, if there is one.
    private static readonly Dictionary<(string Type, string Method), string?> s_unsafe = new()
    {
        [("System.Threading.ThreadPool", "UnsafeQueueUserWorkItem")] = "QueueUserWorkItem",
        [("System.Threading.ThreadPool", "UnsafeRegisterWaitForSingleObject")] = "RegisterWaitForSingleObject",
        [("System.Threading.CancellationToken", "UnsafeRegister")] = "Register",
        [("System.Threading.Thread", "UnsafeStart")] = "Start",
        [("System.Threading.ExecutionContext", "SuppressFlow")] = null,
    };

    // Most calls are told apart by their name.
    private static readonly HashSet<string> s_names = [.. s_unsafe.Keys.Select(static each => each.Method)];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    /// <summary>Returns the method with the same parameters that lets the vnet flow.</summary>
    internal static string? FlowingTwinOf(IMethodSymbol method) =>
        s_unsafe.TryGetValue((method.ContainingType.ToDisplayString(), method.Name), out string? twin)
        && twin is not null
        && method.ContainingType.GetMembers(twin).OfType<IMethodSymbol>().Any(each => HasSameParameters(each, method.OriginalDefinition))
            ? twin
            : null;

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterOperations(context, OperationKind.Invocation, use => Analyze(use, symbols));

    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        IInvocationOperation call = (IInvocationOperation)use.Operation;
        IMethodSymbol method = call.TargetMethod;
        if (!s_names.Contains(method.Name)
            || method.ContainingType is not { } type
            || !s_unsafe.ContainsKey((type.ToDisplayString(), method.Name))
            || call.Arguments.Any(argument =>
                Callbacks.EntersVnet(Callbacks.BodyOf(argument.Value, use.Model, use.Cancellation), symbols)))
        {
            return;
        }

        string advice = FlowingTwinOf(method) is { } twin ? $"use '{twin}', or enter the vnet in the callback" : "enter the vnet in what runs later";
        Location location = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            ? access.Name.Identifier.GetLocation()
            : call.Syntax.GetLocation();
        use.Report(Diagnostic.Create(s_rule, location, method.Name, advice));
    }

    private static bool HasSameParameters(IMethodSymbol one, IMethodSymbol other) => one.Arity == other.Arity
        && one.Parameters.Select(static each => each.Type.ToDisplayString()).SequenceEqual(
            other.Parameters.Select(static each => each.Type.ToDisplayString()));
}
