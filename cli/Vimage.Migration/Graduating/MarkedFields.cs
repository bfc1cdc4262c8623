using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Globals;

namespace Vimage.Migration.Graduating;

/// <summary>The marked static fields of a module.</summary>
/// <param name="Type">The type, in one of the projects that have it.</param>
/// <param name="Variables">The variables.</param>
internal sealed record MarkedFields(INamedTypeSymbol Type, IReadOnlyList<GlobalVariable> Variables)
{
    internal string Name => GlobalName.Of(Type);

    /// <summary>Returns whether the module is called that: by its mark, or by the end of its type's name.</summary>
    internal bool IsNamed(string name) => GlobalName.Matches(Name, name) || Type.Name == name || MarkedName == name;

    // [VnetModule("inet")]
    private string? MarkedName => Type.GetAttributes()
        .Where(static attribute => attribute.AttributeClass?.Name == "VnetModuleAttribute")
        .Select(static attribute => attribute.ConstructorArguments.FirstOrDefault().Value as string)
        .FirstOrDefault();

    /// <summary>Returns the declarations, each with the variables that it declares.</summary>
    internal IEnumerable<(FieldDeclarationSyntax Field, IReadOnlyList<GlobalVariable> Variables)> Declarations() => Variables
        .GroupBy(static global => (FieldDeclarationSyntax)global.Project.Files[global.Key.FilePath].GetRoot()
            .FindToken(global.Key.Position).Parent!.FirstAncestorOrSelf<MemberDeclarationSyntax>()!)
        .Select(static group => (group.Key, (IReadOnlyList<GlobalVariable>)[.. group]));
}
