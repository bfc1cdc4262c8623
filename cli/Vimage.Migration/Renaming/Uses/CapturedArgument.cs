using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>
/// An argument that says what the compiler would have said by itself (<c>[CallerArgumentExpression]</c>), had the text of another
/// argument not changed: <c>ThrowIfNull(V_x, paramName: nameof(x))</c>.
/// </summary>
/// <param name="Position">Where it is inserted: before the closing parenthesis.</param>
/// <param name="Text">What is inserted.</param>
internal readonly record struct CapturedArgument(int Position, string Text)
{
    private const string AttributeName = "CallerArgumentExpressionAttribute";

    /// <summary>Finds the arguments to add for one use.</summary>
    internal static IReadOnlyList<CapturedArgument> Of(ExpressionSyntax use, SemanticModel model)
    {
        List<CapturedArgument>? found = null;
        foreach (ArgumentSyntax argument in use.Ancestors().TakeWhile(static node => node is not StatementSyntax).OfType<ArgumentSyntax>())
        {
            if (ArgumentParameter.Of(argument, model) is { } parameter
                && parameter.ContainingSymbol is IMethodSymbol method
                && CapturingParameter(method, parameter.Name) is { } capturing
                && !IsGiven(capturing, (BaseArgumentListSyntax)argument.Parent!))
            {
                string text = argument.Expression.ToString();
                string value = argument.Expression is IdentifierNameSyntax ? $"nameof({text})" : SymbolDisplay.FormatLiteral(text, quote: true);
                int end = argument.Parent!.Span.End - 1;
                (found ??= []).Add(new CapturedArgument(end, $", {capturing.Name}: {value}"));
            }
        }

        return found ?? (IReadOnlyList<CapturedArgument>)[];
    }

    // What is left out of most builds, assertions above all, is not worth the noise.
    private static IParameterSymbol? CapturingParameter(IMethodSymbol method, string captured) =>
        method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ConditionalAttribute")
            ? null
            : method.Parameters.FirstOrDefault(parameter => parameter.IsOptional && parameter.GetAttributes().Any(attribute =>
                attribute.AttributeClass?.Name == AttributeName && attribute.ConstructorArguments is [{ Value: string name }] && name == captured));

    private static bool IsGiven(IParameterSymbol parameter, BaseArgumentListSyntax list) =>
        list.Arguments.Any(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
        || (list.Arguments.Count > parameter.Ordinal && list.Arguments.All(static argument => argument.NameColon is null));
}
