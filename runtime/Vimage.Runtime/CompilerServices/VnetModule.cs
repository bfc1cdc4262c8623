using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Vimage.CompilerServices;

/// <summary>
/// A module: a type with virtualized members, its state in each vnet, and its hooks. For generated code, which derives one
/// class per module. (FreeBSD: <c>struct vnet_modinfo</c>.)
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VnetModule : CompilerRun
{
    private int _registered;

    /// <summary>Initializes a new instance of the <see cref="VnetModule"/> class.</summary>
    /// <param name="name">The module's name.</param>
    /// <param name="type">The type that declares the module's variables.</param>
    /// <param name="facts">What the generator found in the source.</param>
    /// <param name="dependsOn">The names of the modules that are initialised before this one.</param>
    protected VnetModule(string name, Type type, VnetModuleFacts facts, params string[] dependsOn)
        : base(type, facts.HasFlag(VnetModuleFacts.HasInitializers))
    {
        Name = name;
        Facts = facts;
        DependsOn = dependsOn;
        Slot = VnetModules.TakeSlot(this);
    }

    /// <summary>Gets the module's name.</summary>
    public string Name { get; }

    /// <summary>Gets the number of the module's slot in every vnet.</summary>
    public int Slot { get; }

    /// <summary>Gets the names of the modules that are initialised before this one.</summary>
    internal IReadOnlyList<string> DependsOn { get; }

    /// <summary>Gets what the generator found in the source.</summary>
    internal VnetModuleFacts Facts { get; }

    /// <summary>Gets a value indicating whether the module is known.</summary>
    internal bool IsRegistered => Volatile.Read(ref _registered) != 0;

    /// <summary>Gets a value indicating whether the module is attached to a vnet when the vnet is created.</summary>
    internal bool IsEager => Facts.HasFlag(VnetModuleFacts.HasInit);

    /// <summary>
    /// Returns the current vnet's state of a module, after initialising it if this is its first use in that vnet.
    /// </summary>
    /// <param name="slot">The module's <see cref="Slot"/>, as a constant to the JIT.</param>
    /// <param name="member">The member that is used, for the message in strict mode.</param>
    /// <returns>A <see cref="VnetState{TState}"/> of the module's state struct.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static object Current(int slot, string member)
    {
        // All that can't be said in a few instructions is in the call, which needs nothing that would have to be at hand here.
        Vnet? vnet = CurrentVnet.Value;
        object? state;
        if (vnet is null || (state = vnet.StateAt(slot)) is null)
        {
            state = FirstUse(slot, member);
        }

        return state;
    }

    /// <summary>As <see cref="Current"/>, but without initialising anything.</summary>
    /// <param name="slot">The module's <see cref="Slot"/>, as a constant to the JIT.</param>
    /// <returns>
    /// The state, or <see langword="null"/> before the first use in the current vnet and on a thread that has none yet.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static object? CurrentOrNull(int slot) => CurrentVnet.Value is { } vnet ? vnet.StateAt(slot) : null;

    /// <summary>Returns a given vnet's state of a module, without initialising anything.</summary>
    /// <param name="slot">The module's <see cref="Slot"/>, as a constant to the JIT.</param>
    /// <param name="vnet">The vnet.</param>
    /// <returns>The state, or <see langword="null"/> where <see cref="Of"/> has to be asked.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static object? OfOrNull(int slot, object? vnet) =>
        !VnetSwitches.Debug && vnet is Vnet target ? target.StateAt(slot) : null;

    /// <summary>Returns a given vnet's state of this module: what <c>INIT_VNET_x</c> is built on.</summary>
    /// <param name="vnet">The vnet.</param>
    /// <returns>A <see cref="VnetState{TState}"/> of the module's state struct.</returns>
    /// <exception cref="ArgumentException"><paramref name="vnet"/> is not a <see cref="Vnet"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The vnet is not the current one, and the process runs with <c>VimageDebug</c>.
    /// </exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public object Of(object? vnet)
    {
        Vnet target = VnetArgument.Of(vnet);
        if (VnetSwitches.Debug)
        {
            VnetArgument.ThrowUnlessCurrent(target, Name);
        }

        return target.StateAt(Slot) ?? target.Attach(this);
    }

    /// <summary>Makes the module known, and attaches it to the vnets that exist if it is one that is attached early.</summary>
    /// <remarks>A module that is a generic type registers one for each closed type, on its first use.</remarks>
    public void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
        {
            VnetModules.Register(this);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Runs a copy of the field initializers over <paramref name="state"/>, with its vnet as the current one.</summary>
    /// <param name="state">A state made by <see cref="CompilerRun.CreateState"/>.</param>
    protected abstract void Initialize(object state);

    /// <summary>Calls the module's <see cref="VnetInitAttribute"/> methods.</summary>
    /// <param name="vnet">The vnet, which is the current one.</param>
    protected virtual void Init(Vnet vnet)
    {
    }

    /// <summary>Calls the module's <see cref="VnetUninitAttribute"/> methods.</summary>
    /// <param name="vnet">The vnet, which is the current one.</param>
    protected virtual void Uninit(Vnet vnet)
    {
    }

    // The runtime's own way to what generated code overrides.
    internal object NewState() => CreateState();

    internal void RunInitializers(object state) => Initialize(state);

    internal void RunInit(Vnet vnet) => Init(vnet);

    internal void RunUninit(Vnet vnet) => Uninit(vnet);

    // Also the first use on a thread: from then on its reads find the default without coming here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object FirstUse(int slot, string member)
    {
        VnetModule module = VnetModules.At(slot);
        Vnet vnet = CurrentVnet.Value ??= Vnet.s_default ?? NoCurrent(module, member);
        return vnet.StateAt(slot) ?? vnet.Attach(module);
    }

    private static Vnet NoCurrent(VnetModule module, string member) =>
        throw new NoCurrentVnetException($"{module.ModuleType}.{member}");
}
