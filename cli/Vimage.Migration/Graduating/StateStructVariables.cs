using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Graduating;

/// <summary>Finds the variables that are fields of state structs.</summary>
internal static class StateStructVariables
{
    /// <summary>Returns each once, in whatever projects its file is.</summary>
    internal static IReadOnlyList<StateStructVariable> In(Codebase codebase, CancellationToken cancellation) =>
        [.. codebase.Projects.SelectMany(project => In(project, cancellation)).DistinctBy(static variable => variable.Key)];

    internal static IEnumerable<StateStructVariable> In(CodebaseProject project, CancellationToken cancellation)
    {
        foreach (INamedTypeSymbol type in StaticVariables.TypesIn(project.Compilation.Assembly.GlobalNamespace))
        {
            cancellation.ThrowIfCancellationRequested();
            if (type is not { TypeKind: TypeKind.Struct, ContainingType: { } module } || !IsServed(type, cancellation))
            {
                continue;
            }

            foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic && !field.IsImplicitlyDeclared))
            {
                if (GlobalKey.Of(field) is { } key && project.Files.ContainsKey(key.FilePath))
                {
                    yield return new StateStructVariable(key, GlobalName.Of(module), field.Name, $"F:{module.GetDocumentationCommentId()![2..]}.{field.Name}");
                }
            }
        }
    }

    private static bool IsServed(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences.Any(part =>
        part.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && StateStructs.IsServed(declaration));
}
