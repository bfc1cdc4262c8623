using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Use;

/// <summary>VIM0104: a hook, which takes any object so that <c>Globals</c> needs no runtime, is handed something else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0104NotAVnetAnalyzer : OperationAnalyzer
{
    private const string NoVnet = "NoVnet";

    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.NotAVnet,
        "The argument must be a vnet",
        "'{0}' takes a Vnet or curvnet, and this is '{1}'",
        RuleCategories.Use,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "INIT_VNET_x and CURVNET_SET take an object, because in Globals nothing may name the runtime. "
            + "What they are handed must be a Vnet, or curvnet.",
        helpLinkUri: HelpLinks.Of(RuleIds.NotAVnet));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterOperations(context, OperationKind.Invocation, use => Analyze(use, symbols));

    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        IInvocationOperation call = (IInvocationOperation)use.Operation;
        if (call.Arguments.Length != 1 || !IsHook(call.TargetMethod))
        {
            return;
        }

        IOperation argument = call.Arguments[0].Value;
        while (argument is IConversionOperation { IsImplicit: true } conversion)
        {
            argument = conversion.Operand;
        }

        if (!IsVnet(argument.Type, symbols))
        {
            string actual = argument.Type?.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) ?? "null";
            use.Report(Diagnostic.Create(s_rule, argument.Syntax.GetLocation(), call.TargetMethod.Name, actual));
        }
    }

    private static bool IsHook(IMethodSymbol method) => method is { IsStatic: true, Parameters.Length: 1 }
        && (method.Name == GeneratedNames.EnterVnet || method.Name.StartsWith(GeneratedNames.HookPrefix, StringComparison.Ordinal))
        && (Accessors.IsGenerated(method) || Accessors.IsGenerated(method.ContainingType));

    // In Globals and Struct, curvnet is a constant of a type that stands for no vnet.
    private static bool IsVnet(ITypeSymbol? type, VimageSymbols symbols) => type switch
    {
        null => false,
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => IsVnet(constraint, symbols)),
        { TypeKind: TypeKind.Error } => true,
        { Name: NoVnet, ContainingType: { } hooks } => Accessors.IsGenerated(hooks),
        _ => SymbolEqualityComparer.Default.Equals(type, symbols.Vnet),
    };
}
