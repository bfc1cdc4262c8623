using Vimage.CompilerServices;

namespace Vimage;

/// <summary>A module written by hand, registered. Dispose it to deregister the module.</summary>
/// <seealso cref="VnetModules.Register"/>
public sealed class VnetRegistration : IDisposable
{
    private readonly HandwrittenModule _module;

    internal VnetRegistration(HandwrittenModule module) => _module = module;

    /// <summary>Gets the module's name; of an instance, <c>module:instance</c>.</summary>
    public string Name => _module.Name;

    /// <summary>Gets a value indicating whether the module waits for one that it depends on.</summary>
    public bool IsPending => _module.Stage == ModuleStage.Pending;

    /// <summary>Gets the number of the module's slot in every vnet. (FreeBSD: the module's id.)</summary>
    public int Slot => _module.Slot;

    internal VnetModule Module => _module;

    /// <summary>Returns the module's state in a vnet, after attaching it if need be.</summary>
    /// <param name="vnet">The vnet.</param>
    /// <returns>What <see cref="VnetModuleInfo.CreateState"/> has made for it; <see langword="null"/> without that.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed, or the module deregistered.</exception>
    public object? StateIn(Vnet vnet)
    {
        ArgumentNullException.ThrowIfNull(vnet);
        return ((HandwrittenModule.State)(vnet.StateAt(_module.Slot) ?? vnet.Attach(_module))).Value;
    }

    /// <summary>Detaches the module from every vnet and deregisters it.</summary>
    /// <exception cref="VnetModuleBusyException">Registered modules depend on it.</exception>
    /// <exception cref="VnetModuleNotFoundException">It was deregistered before.</exception>
    /// <exception cref="AggregateException">Its <see cref="VnetModuleInfo.Detach"/> has thrown; it is deregistered.</exception>
    public void Deregister() => VnetModules.ThrowIfAny(ModuleRegistry.Deregister(_module));

    /// <summary>As <see cref="Deregister"/>, but does nothing the second time.</summary>
    public void Dispose()
    {
        if (_module.Stage is not (ModuleStage.Left or ModuleStage.Leaving))
        {
            Deregister();
        }
    }
}
