using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Vimage.CompilerServices;

/// <summary>
/// A module: a type with virtualized members, its state in each vnet, and its hooks. For generated code, which derives one
/// class per module. (FreeBSD: <c>struct vnet_modinfo</c>.)
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VnetModule : CompilerRun
{
    private const VnetModuleFacts AllInitializers = VnetModuleFacts.HasInitializers | VnetModuleFacts.HasStateInitializers;

    private volatile ModuleStage _stage;
    private volatile bool _isLoaded;
    private IReadOnlyList<VnetVariable>? _variables;

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
        InitPositions = IsEager ? HookPosition.OneDefault : HookPosition.None;
        UninitPositions = facts.HasFlag(VnetModuleFacts.HasUninit) ? HookPosition.OneDefault : HookPosition.None;
        Slot = ModuleRegistry.TakeSlot(this);
    }

    /// <summary>Gets the module's name.</summary>
    public string Name { get; }

    /// <summary>Gets the number of the module's slot in every vnet.</summary>
    public int Slot { get; }

    /// <summary>Gets the names of the modules that are initialised before this one.</summary>
    internal IReadOnlyList<string> DependsOn { get; }

    /// <summary>Gets what the generator found in the source.</summary>
    internal VnetModuleFacts Facts { get; }

    /// <summary>Gets or sets how far the module has come; set with the registry's gate held.</summary>
    internal ModuleStage Stage
    {
        get => _stage;
        set => _stage = value;
    }

    /// <summary>Gets or sets a value indicating whether the module initializer of the module's assembly is known to have ended.</summary>
    internal bool IsLoaded
    {
        get => _isLoaded;
        set => _isLoaded = value;
    }

    /// <summary>Gets the positions of the init steps, ascending.</summary>
    internal long[] InitPositions { get; private set; }

    /// <summary>Gets the positions of the uninit steps, ascending; they run from the last to the first.</summary>
    internal long[] UninitPositions { get; private set; }

    /// <summary>Gets a value indicating whether initializers have to be run, and are all constants.</summary>
    internal bool IsConstant => Facts.HasFlag(VnetModuleFacts.HasConstantInitializersOnly);

    /// <summary>Gets a value indicating whether a vnet's state of the module needs nothing but memory, and perhaps constants in it.</summary>
    internal bool IsPlain =>
        !IsEager && (IsConstant || (Facts & AllInitializers) == 0) && DependsOn.Count == 0;

    /// <summary>Gets a value indicating whether the compiler's run, which is the root's, leaves no initializer to be run there.</summary>
    internal bool IsPlainInRoot =>
        (Facts & (VnetModuleFacts.HasInit | VnetModuleFacts.HasStateInitializers)) == 0 && DependsOn.Count == 0;

    /// <summary>Gets a value indicating whether all initializers are those of state structs.</summary>
    internal bool HasStateAlone => (Facts & (VnetModuleFacts.HasInit | AllInitializers)) == VnetModuleFacts.HasStateInitializers;

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
    public void Register() => ModuleRegistry.TryRegister(this);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Gets the variables that other assemblies can use: <c>name:type</c>, each with a semicolon after it.</summary>
    protected virtual string Layout => "";

    /// <summary>
    /// Runs a copy of the field initializers over <paramref name="state"/>, with its vnet as the current one unless they are
    /// constants.
    /// </summary>
    /// <param name="state">A state made by <see cref="CompilerRun.CreateState"/>.</param>
    protected abstract void Initialize(object state);

    /// <summary>
    /// Runs the initializers of the module's state structs over <paramref name="state"/>, with its vnet as the current one.
    /// </summary>
    /// <param name="state">A state made by <see cref="CompilerRun.CreateState"/>.</param>
    protected virtual void InitializeState(object state)
    {
    }

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

    /// <summary>
    /// Calls the init methods of one step: those at one position. Modules whose methods all say nothing have one step.
    /// </summary>
    /// <param name="vnet">The vnet, which is the current one.</param>
    /// <param name="index">The step's index among the positions handed to <see cref="HooksAt"/>.</param>
    protected virtual void InitStep(Vnet vnet, int index) => Init(vnet);

    /// <summary>Calls the uninit methods of one step: those at one position.</summary>
    /// <param name="vnet">The vnet, which is the current one.</param>
    /// <param name="index">The step's index among the positions handed to <see cref="HooksAt"/>.</param>
    protected virtual void UninitStep(Vnet vnet, int index) => Uninit(vnet);

    /// <summary>Calls the module's <see cref="VnetCloneAttribute"/> methods.</summary>
    /// <param name="source">The vnet that is cloned; the clone is the current one.</param>
    protected virtual void Clone(Vnet source)
    {
    }

    /// <summary>Copies what can be copied from one state to another.</summary>
    /// <param name="source">A state made by <see cref="CompilerRun.CreateState"/>.</param>
    /// <param name="target">Another.</param>
    protected virtual void Copy(object source, object target)
    {
    }

    /// <summary>Tells the variables that have a name.</summary>
    /// <param name="variables">Whom to tell.</param>
    protected virtual void Describe(VnetVariables variables)
    {
    }

    /// <summary>Says where the hooks run; for the constructor.</summary>
    /// <param name="init">Subsystem and order of each init step, in turn, ascending.</param>
    /// <param name="uninit">Subsystem and order of each uninit step, in turn, ascending.</param>
    protected void HooksAt(int[] init, int[] uninit)
    {
        InitPositions = Pair(init);
        UninitPositions = Pair(uninit);

        static long[] Pair(int[] numbers) =>
            [.. numbers.Chunk(2).Select(static pair => HookPosition.Of(pair[0], pair[1]))];
    }

    // The runtime's own way to what generated code overrides.
    internal object NewState() => CreateState();

    /// <summary>Makes a state with its first values, where these are constants.</summary>
    internal object NewConstantState()
    {
        object state = CreateState();
        Initialize(state);
        InitializeState(state);
        return state;
    }

    internal void RunInitializers(object state) => Initialize(state);

    internal void RunStateInitializers(object state) => InitializeState(state);

    internal void RunInit(Vnet vnet, int step) => InitStep(vnet, step);

    internal void RunUninit(Vnet vnet, int step) => UninitStep(vnet, step);

    internal string LayoutText => Layout;

    internal void RunClone(Vnet source) => Clone(source);

    internal void RunCopy(object source, object target) => Copy(source, target);

    /// <summary>Gets the variables that have a name.</summary>
    internal IReadOnlyList<VnetVariable> Variables
    {
        get
        {
            if (_variables is null)
            {
                VnetVariables variables = new(this);
                Describe(variables);
                _variables = variables.All;
            }

            return _variables;
        }
    }

    /// <summary>Returns whether this module lies nearer to <paramref name="other"/> than <paramref name="rival"/>, or as near and is newer.</summary>
    internal bool IsNearerTo(VnetModule other, VnetModule rival)
    {
        return Nearness(this) >= Nearness(rival);

        int Nearness(VnetModule module) => module.ModuleType.Assembly == other.ModuleType.Assembly ? 2
            : AssemblyLoadContext.GetLoadContext(module.ModuleType.Assembly)
                == AssemblyLoadContext.GetLoadContext(other.ModuleType.Assembly) ? 1
            : 0;
    }

    // Also the first use on a thread: from then on its reads find the default without coming here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object FirstUse(int slot, string member)
    {
        VnetModule module = ModuleRegistry.At(slot);
        Vnet vnet = CurrentVnet.Value ??= Vnet.s_default ?? NoCurrent(module, member);
        return vnet.StateAt(slot) ?? vnet.Attach(module);
    }

    private static Vnet NoCurrent(VnetModule module, string member) =>
        throw new NoCurrentVnetException($"{module.ModuleType}.{member}");
}
