namespace Vimage;

/// <summary>
/// A module written by hand: hooks that every vnet runs, with or without state, without a type of its own. Register it with
/// <see cref="VnetModules.Register"/>. (FreeBSD: <c>struct vnet_modinfo</c>.)
/// </summary>
/// <param name="name">The module's name.</param>
public sealed class VnetModuleInfo(string name)
{
    /// <summary>Gets the module's name.</summary>
    public string Name { get; } = string.IsNullOrEmpty(name)
        ? throw new ArgumentException("A vnet module must have a name. (EINVAL)", nameof(name))
        : name;

    /// <summary>
    /// Gets the names of the modules that are attached before this one in every vnet, and detached after it. Its own name
    /// means none.
    /// </summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>
    /// Gets what makes the module's state in a vnet, before <see cref="Attach"/>; <see langword="null"/> for a module
    /// without state. It is handed the argument of the registration.
    /// </summary>
    public Func<object?, object>? CreateState { get; init; }

    /// <summary>
    /// Gets what attaches the module to a vnet, which is current meanwhile. Handed the vnet and the argument of the
    /// registration. When it throws, the creation of the vnet is rolled back. (FreeBSD: <c>vmi_iattach</c>.)
    /// </summary>
    public Action<Vnet, object?>? Attach { get; init; }

    /// <summary>
    /// Gets what detaches the module from a vnet, which is current meanwhile; the state is let go after it.
    /// (FreeBSD: <c>vmi_idetach</c>.)
    /// </summary>
    public Action<Vnet, object?>? Detach { get; init; }

    /// <summary>Gets when <see cref="Attach"/> runs. See <see cref="VnetSubsystem"/>.</summary>
    public int Subsystem { get; init; } = VnetSubsystem.Default;

    /// <summary>Gets when <see cref="Attach"/> runs within its subsystem. See <see cref="VnetOrder"/>.</summary>
    public int Order { get; init; } = VnetOrder.Middle;

    /// <summary>Gets when <see cref="Detach"/> runs; as <see cref="Subsystem"/> unless set.</summary>
    public int? DetachSubsystem { get; init; }

    /// <summary>Gets when <see cref="Detach"/> runs within its subsystem; as <see cref="Order"/> unless set.</summary>
    public int? DetachOrder { get; init; }
}
