using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Graduating;

/// <summary>Initializers of fields, properties and events.</summary>
internal static class StaticInitializer
{
    internal static IEnumerable<ExpressionSyntax> ValuesOf(MemberDeclarationSyntax member) => member switch
    {
        BaseFieldDeclarationSyntax field =>
            field.Declaration.Variables.Select(static variable => variable.Initializer?.Value).OfType<ExpressionSyntax>(),
        PropertyDeclarationSyntax { Initializer.Value: { } value } => [value],
        _ => [],
    };
}
