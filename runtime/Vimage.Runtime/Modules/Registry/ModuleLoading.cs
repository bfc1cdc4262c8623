using System.Runtime.CompilerServices;
using Vimage.CompilerServices;

namespace Vimage;

/// <summary>Keeps the threads that attach a module apart from the one whose assembly's module initializer is registering it.</summary>
/// <remarks>
/// While a module initializer runs, the CLR holds up every other thread at its first step into the assembly. The initializer
/// itself attaches the module to each vnet, and waits for whoever is attaching it already. So nobody may come to the assembly
/// with anything in hand that the initializer could wait for.
/// </remarks>
internal static class ModuleLoading
{
    [ThreadStatic]
    private static int t_registrations;

    /// <summary>Notes that this thread is registering a module: it must not wait for the initializer that it is in.</summary>
    internal static void Enter() => t_registrations++;

    internal static void Exit() => t_registrations--;

    /// <summary>Waits until the assemblies of a module and of those that it depends on can be stepped into.</summary>
    /// <param name="module">The module. The calling thread holds no lock, and performs no transition, of any of them.</param>
    internal static void Await(VnetModule module)
    {
        if (module.IsLoaded || t_registrations > 0)
        {
            return;
        }

        try
        {
            RuntimeHelpers.RunModuleConstructor(module.ModuleType.Module.ModuleHandle);
        }
        catch (TypeInitializationException)
        {
            // It is the loader's to hear of; and it has ended.
        }

        // Before the dependencies: two modules may name each other.
        module.IsLoaded = true;
        foreach (VnetModule dependency in ModuleRegistry.DependenciesOf(module))
        {
            Await(dependency);
        }
    }
}
