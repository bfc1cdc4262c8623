using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers.Configuration;

/// <summary>Reads from an assembly, compiled or not, how the generator has treated it.</summary>
internal static class ModulesOf
{
    private const string HooksName = "VnetHooks";
    private const string NoVnetName = "NoVnet";

    /// <returns>
    /// Whether each vnet has an instance of the assembly's modules; <see langword="null"/> if the generator did not run on it.
    /// </returns>
    internal static bool? HasInstances(IAssemblySymbol assembly)
    {
        INamespaceSymbol? generated = Child(Child(assembly.GlobalNamespace, "Vimage"), "Generated");
        return generated is null || HooksIn(generated) is not { } hooks ? null : hooks.GetTypeMembers(NoVnetName).IsEmpty;
    }

    /// <summary>Returns whether an assembly has a module.</summary>
    internal static bool Exist(IAssemblySymbol assembly) => ExistIn(assembly.GlobalNamespace);

    private static bool ExistIn(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamedTypeSymbol { Name: GeneratedNames.View or GeneratedNames.PrivateView, ContainingType: not null }
                || (member is INamespaceOrTypeSymbol inner && ExistIn(inner)))
            {
                return true;
            }
        }

        return false;
    }

    // In a namespace named after the assembly, which may have several parts.
    private static INamedTypeSymbol? HooksIn(INamespaceSymbol space) =>
        space.GetTypeMembers(HooksName).FirstOrDefault()
        ?? space.GetNamespaceMembers().Select(HooksIn).FirstOrDefault(static hooks => hooks is not null);

    private static INamespaceSymbol? Child(INamespaceSymbol? space, string name) =>
        space?.GetNamespaceMembers().FirstOrDefault(each => each.Name == name);
}
