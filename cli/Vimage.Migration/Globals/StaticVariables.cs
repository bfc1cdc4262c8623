using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Globals;

/// <summary>Finds the static variables of a code base: fields, auto-properties, and events that are like fields.</summary>
internal static class StaticVariables
{
    /// <summary>Returns each that people have declared, once, in whatever projects its file is.</summary>
    internal static IReadOnlyList<GlobalVariable> In(Codebase codebase, CancellationToken cancellation)
    {
        Dictionary<GlobalKey, GlobalVariable> all = [];
        foreach (CodebaseProject project in codebase.Projects)
        {
            foreach (INamedTypeSymbol type in TypesIn(project.Compilation.Assembly.GlobalNamespace))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (ISymbol member in type.GetMembers())
                {
                    if (IsVariable(member) && GlobalKey.Of(member) is { } key && project.Files.ContainsKey(key.FilePath))
                    {
                        all.TryAdd(key, new GlobalVariable(key, GlobalName.Of(member), member, project));
                    }
                }
            }
        }

        return [.. all.Values];
    }

    /// <summary>Returns all types of an assembly, nested ones among them.</summary>
    internal static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (INamedTypeSymbol nested in TypesIn(member))
            {
                yield return nested;
            }
        }
    }

    internal static bool IsVariable(ISymbol member) => member is { IsStatic: true, IsImplicitlyDeclared: false } && member switch
    {
        IFieldSymbol field => !field.IsConst && field.AssociatedSymbol is null,
        IPropertySymbol property => HasBackingField(property),
        IEventSymbol @event => IsFieldLike(@event),
        _ => false,
    };

    private static bool HasBackingField(IPropertySymbol property) =>
        property.IsPartialDefinition || property.ContainingType.GetMembers().Any(member =>
            member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsFieldLike(IEventSymbol @event) => @event.DeclaringSyntaxReferences is [{ } reference]
        && reference.GetSyntax() is VariableDeclaratorSyntax;
}
