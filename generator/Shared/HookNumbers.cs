using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage;

/// <summary>The numbers that say when a hook runs, as far as syntax can tell: literals, the names below, and sums of these.</summary>
internal static class HookNumbers
{
    internal const int DefaultSubsystem = 0x8000000;
    internal const int DefaultOrder = 0x1000000;

    /// <summary>The constants of <c>VnetSubsystem</c> and <c>VnetOrder</c> in the runtime, which are read here by name.</summary>
    internal static IReadOnlyDictionary<string, int> Known { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["VnetSubsystem.First"] = 0x1E00000,
        ["VnetSubsystem.Instance"] = 0x21E0000,
        ["VnetSubsystem.Tables"] = 0x3000000,
        ["VnetSubsystem.Drivers"] = 0x3100000,
        ["VnetSubsystem.Pseudo"] = 0x7000000,
        ["VnetSubsystem.Default"] = DefaultSubsystem,
        ["VnetSubsystem.Late"] = 0x8808000,
        ["VnetSubsystem.Last"] = 0xDC00000,
        ["VnetOrder.First"] = 0,
        ["VnetOrder.Second"] = 1,
        ["VnetOrder.Third"] = 2,
        ["VnetOrder.Middle"] = DefaultOrder,
        ["VnetOrder.Any"] = int.MaxValue,
    };

    /// <summary>Returns whether an argument of a hook's mark is the order; else it is the subsystem.</summary>
    internal static bool IsOrder(AttributeArgumentSyntax argument, int index) =>
        argument.NameColon is { } name ? name.Name.Identifier.ValueText == "order" : index == 1;

    /// <summary>Returns the value of an expression, or <see langword="null"/> if that has to be computed.</summary>
    internal static int? Evaluate(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Evaluate(inner.Expression),
        LiteralExpressionSyntax { Token.Value: int number } => number,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative => unchecked(-Evaluate(negative.Operand)),
        MemberAccessExpressionSyntax member => Lookup(member),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum =>
            unchecked(Evaluate(sum.Left) + Evaluate(sum.Right)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference =>
            unchecked(Evaluate(difference.Left) - Evaluate(difference.Right)),
        _ => null,
    };

    /// <summary>Returns the number as source spells it.</summary>
    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Lookup(MemberAccessExpressionSyntax member)
    {
        string type = member.Expression switch
        {
            MemberAccessExpressionSyntax qualified => qualified.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return Known.TryGetValue($"{type}.{member.Name.Identifier.ValueText}", out int value) ? value : null;
    }
}
