using Microsoft.CodeAnalysis;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Globals;

/// <summary>Finds the static variables that a list names.</summary>
internal static class GlobalResolver
{
    /// <exception cref="MigrationException">A name means no variable, several, or one that can't be virtualized.</exception>
    internal static IReadOnlyList<GlobalVariable> Resolve(Codebase codebase, GlobalsList list, CancellationToken cancellation)
    {
        Dictionary<GlobalKey, GlobalVariable> all = AllStatics(codebase, cancellation);
        ILookup<string, GlobalVariable> byLastName = all.Values.ToLookup(static global => global.Symbol.Name, StringComparer.Ordinal);
        List<string> faults = [];
        Dictionary<GlobalKey, GlobalVariable> resolved = [];
        foreach ((int line, string name) in list.Names)
        {
            GlobalVariable[] found = [.. byLastName[name[(name.LastIndexOf('.') + 1)..]].Where(global => GlobalName.Matches(global.Name, name))];
            if (found.Length == 1)
            {
                resolved.TryAdd(found[0].Key, found[0]);
                continue;
            }

            faults.Add(found.Length == 0
                ? $"{list.Path}:{line}: there is no static variable '{name}' in {codebase.Show(codebase.Root)}."
                : $"{list.Path}:{line}: '{name}' may be {string.Join(" or ", found.Select(static global => global.Name))}; "
                    + "write more of the name.");
        }

        return faults.Count == 0
            ? [.. resolved.Values]
            : throw new MigrationException(MigrationExitCode.BadInput, string.Join('\n', faults));
    }

    /// <summary>Returns each static variable declared in source that could be virtualized.</summary>
    internal static Dictionary<GlobalKey, GlobalVariable> AllStatics(Codebase codebase, CancellationToken cancellation)
    {
        Dictionary<GlobalKey, GlobalVariable> all = [];
        foreach (CodebaseProject project in codebase.Projects)
        {
            foreach (INamedTypeSymbol type in TypesIn(project.Compilation.Assembly.GlobalNamespace))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (ISymbol member in type.GetMembers())
                {
                    if (IsStaticVariable(member) && GlobalKey.Of(member) is { } key && project.Files.ContainsKey(key.FilePath))
                    {
                        all.TryAdd(key, new GlobalVariable(key, GlobalName.Of(member), member));
                    }
                }
            }
        }

        return all;
    }

    private static bool IsStaticVariable(ISymbol member) => member is { IsStatic: true, IsImplicitlyDeclared: false } && member switch
    {
        IFieldSymbol field => !field.IsConst && field.AssociatedSymbol is null,
        IPropertySymbol property => IsAutoProperty(property),
        IEventSymbol @event => IsFieldLike(@event),
        _ => false,
    };

    private static bool IsAutoProperty(IPropertySymbol property) =>
        property.IsPartialDefinition || property.ContainingType.GetMembers().Any(member =>
            member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsFieldLike(IEventSymbol @event) => @event.DeclaringSyntaxReferences is [{ } reference]
        && reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax;

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
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
}
