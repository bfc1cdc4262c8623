using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Vimage.CompilerServices;

namespace Vimage;

/// <summary>The modules of the process: those that the generator makes of marked types, and those written by hand.</summary>
/// <remarks>
/// A type with virtualized members registers itself when its assembly is first used. A module is attached to every vnet
/// exactly once, whatever is created, destroyed, loaded and unloaded meanwhile.
/// </remarks>
public static class VnetModules
{
    /// <summary>Gets the names of the registered modules, each after those that it depends on: a snapshot.</summary>
    public static IReadOnlyList<string> Registered => [.. ModuleRegistry.Registered.Select(static module => module.Name)];

    /// <summary>Gets the names of the modules that wait for one that they depend on: a snapshot.</summary>
    public static IReadOnlyList<string> Unresolved => [.. ModuleRegistry.Pending.Select(static module => module.Name)];

    /// <summary>Registers a module written by hand, and attaches it to every vnet that there is.</summary>
    /// <param name="info">The module.</param>
    /// <returns>The registration, by which to deregister it.</returns>
    /// <exception cref="VnetModuleExistsException">A module written by hand with that name is registered.</exception>
    public static VnetRegistration Register(VnetModuleInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return RegisterInstance(info, instance: null, argument: null);
    }

    /// <summary>
    /// Registers several instances of one module, each with its own state, under the names <c>module:instance</c>.
    /// (FreeBSD: <c>vnet_mod_register_multi</c>.)
    /// </summary>
    /// <param name="info">The module.</param>
    /// <param name="instances">The name of each instance, and the argument that its hooks are handed.</param>
    /// <returns>The registrations, in the same order.</returns>
    /// <exception cref="VnetModuleExistsException">An instance of that name is registered.</exception>
    public static IReadOnlyList<VnetRegistration> RegisterMany(
        VnetModuleInfo info, params (string Name, object Argument)[] instances)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(instances);
        if (Array.Exists(instances, static instance => string.IsNullOrEmpty(instance.Name) || instance.Argument is null))
        {
            throw new ArgumentException(
                $"Each instance of vnet module '{info.Name}' must have both a name and an argument. (EINVAL)", nameof(instances));
        }

        return [.. instances.Select(instance => RegisterInstance(info, instance.Name, instance.Argument))];
    }

    /// <summary>Loads the modules of an assembly now, rather than when its code is first used.</summary>
    /// <param name="assembly">An assembly with virtualized types, in any load context.</param>
    /// <exception cref="VnetLayoutException">It was compiled against other variables than those of a loaded module.</exception>
    public static void Load(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        try
        {
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        }
        catch (TypeInitializationException thrown) when (thrown.InnerException is VnetException refusal)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(refusal);
        }
    }

    /// <summary>
    /// Detaches the modules of a collectible load context from every vnet, lets everything go that vnets hold of its code,
    /// and unloads it. Once no thread runs its code and nobody else holds on to it, it is collected.
    /// </summary>
    /// <param name="context">The load context.</param>
    /// <exception cref="VnetModuleBusyException">Modules outside depend on one inside; nothing was done.</exception>
    /// <exception cref="AggregateException">Uninit methods have thrown; the context is unloaded.</exception>
    public static void Unload(AssemblyLoadContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<(VnetModule Dependent, VnetModule On)> outside =
            ModuleRegistry.OutsidersOn(module => ContextWatch.IsIn(module, context));
        if (outside.Count > 0)
        {
            throw new VnetModuleBusyException(outside[0].On.Name, outside.ConvertAll(static pair => pair.Dependent.Name));
        }

        IReadOnlyList<Exception> failures = ContextWatch.Withdraw(context);
        context.Unload();
        ThrowIfAny(failures);
    }

    /// <summary>Throws if modules wait for others that they depend on. To call when all is loaded that will be.</summary>
    /// <exception cref="UnresolvedModulesException">There are some; the message lists them, and what waits in a circle.</exception>
    public static void ThrowIfUnresolved()
    {
        VnetModule[] pending = ModuleRegistry.Pending;
        if (pending.Length > 0)
        {
            throw new UnresolvedModulesException(UnresolvedReport.Of(pending));
        }
    }

    internal static void ThrowIfAny(IReadOnlyList<Exception> failures)
    {
        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private static VnetRegistration RegisterInstance(VnetModuleInfo info, string? instance, object? argument)
    {
        HandwrittenModule module = new(info, instance, argument);
        ModuleRegistry.RegisterUnique(module);
        return new VnetRegistration(module);
    }
}
