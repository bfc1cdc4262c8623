namespace Vimage.Generator.Model;

/// <summary>A module without its variables' texts: what the code that the whole module shares depends on.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">The module's name: the mark's, or the type's full name.</param>
/// <param name="HookName">The name of its hook, such as <c>INIT_VNET_INET</c>.</param>
/// <param name="DependsOn">The names of modules.</param>
/// <param name="Hooks">The init and uninit methods, in order.</param>
/// <param name="Parts">The ids of the parts with variables, in order.</param>
/// <param name="Initializers">The ids of those whose statics have initializers.</param>
/// <param name="StateStructs">The state structs of the user's.</param>
/// <param name="StateInitializers">The parts whose state structs have initializers: the struct, a dot, the part's id.</param>
/// <param name="IsConstant">Whether all initializers there are, of both kinds, are sure to run no code.</param>
/// <param name="IsUnsafe">Whether some part is <c>unsafe</c>.</param>
/// <param name="IsVisible">Whether the type can be named from anywhere in its assembly.</param>
/// <param name="HasStaticConstructor">Whether the user wrote a static constructor.</param>
/// <param name="Views">Which views there are.</param>
/// <param name="Layouts">The ids of the parts with variables that other types can use.</param>
/// <param name="Published">The ids of the parts with variables that have a name outside the program.</param>
internal sealed record Module(
    TypePath Type,
    string Name,
    string HookName,
    EquatableArray<string> DependsOn,
    EquatableArray<ModuleHook> Hooks,
    EquatableArray<string> Parts,
    EquatableArray<string> Initializers,
    EquatableArray<string> StateStructs,
    EquatableArray<string> StateInitializers,
    bool IsConstant,
    bool IsUnsafe,
    bool IsVisible,
    bool HasStaticConstructor,
    ModuleViews Views,
    EquatableArray<string> Layouts,
    EquatableArray<string> Published)
{
    internal bool HasInitializers => Initializers.Count > 0;

    internal bool HasStateInitializers => StateInitializers.Count > 0;

    internal IEnumerable<ModuleHook> InitHooks => Hooks.Where(static hook => hook.Kind == HookKind.Init);

    internal IEnumerable<ModuleHook> UninitHooks => Hooks.Where(static hook => hook.Kind == HookKind.Uninit);

    internal IEnumerable<ModuleHook> CloneHooks => Hooks.Where(static hook => hook.Kind == HookKind.Clone);

    internal IReadOnlyList<HookStep> InitSteps => HookStep.Of(InitHooks, HookPosition.Default);

    // A hook that does not say when is the mirror of the set-up.
    internal IReadOnlyList<HookStep> UninitSteps =>
        HookStep.Of(UninitHooks, InitHooks.Select(static hook => hook.Position).FirstOrDefault() ?? HookPosition.Default);

    internal bool HasPositions => InitSteps.Concat(UninitSteps).Any(static step => step.Position != HookPosition.Default);
}
