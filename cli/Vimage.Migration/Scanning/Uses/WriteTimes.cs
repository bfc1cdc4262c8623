using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Scanning.Uses;

/// <summary>Tells who a use is in, and when that runs.</summary>
internal static class WriteTimes
{
    private static readonly string[] s_starting = ["Main", "Init", "Load", "Setup", "SetUp", "Configure", "Register", "Boot", "Startup", "Start", "Create"];

    internal static (string Member, WriteTime Time) Of(SyntaxNode use)
    {
        MemberDeclarationSyntax? member = use.FirstAncestorOrSelf<MemberDeclarationSyntax>(static each => each is not BaseTypeDeclarationSyntax);
        string type = member?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText ?? "";
        string name = NameOf(member);
        WriteTime time = member switch
        {
            FieldDeclarationSyntax or EventFieldDeclarationSyntax when IsOutsideOfLambda(use) => WriteTime.Initializer,
            PropertyDeclarationSyntax { Initializer: { } value } when value.Span.Contains(use.Span) && IsOutsideOfLambda(use) => WriteTime.Initializer,
            ConstructorDeclarationSyntax constructor when constructor.Modifiers.Any(SyntaxKind.StaticKeyword) && IsOutsideOfLambda(use) =>
                WriteTime.StaticConstructor,
            GlobalStatementSyntax => WriteTime.Start,
            MethodDeclarationSyntax when IsStarting(name) => WriteTime.Start,
            _ => WriteTime.Later,
        };
        return (type.Length == 0 ? name : $"{type}.{name}", time);
    }

    private static string NameOf(MemberDeclarationSyntax? member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword) ? ".cctor" : ".ctor",
        DestructorDeclarationSyntax => "Finalize",
        IndexerDeclarationSyntax => "this[]",
        EventDeclarationSyntax @event => @event.Identifier.ValueText,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        OperatorDeclarationSyntax @operator => "operator " + @operator.OperatorToken.Text,
        ConversionOperatorDeclarationSyntax conversion => $"operator {conversion.Type}",
        _ => "top-level code",
    };

    // What a lambda does, it does when it is called.
    private static bool IsOutsideOfLambda(SyntaxNode use) =>
        use.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is null;

    // InitTables, init_tables and PostInit, but not Reinit.
    private static bool IsStarting(string name) => Array.Exists(s_starting, start =>
    {
        int index = name.IndexOf(start, StringComparison.OrdinalIgnoreCase);
        return index == 0 || (index > 0 && char.IsUpper(name[index]));
    });
}
