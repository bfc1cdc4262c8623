using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>Emits a module's shared code in <c>Instance</c> mode.</summary>
internal static class InstanceModuleEmitter
{
    internal static void Emit(SourceWriter writer, Module module, bool registers)
    {
        ModuleClass.WriteStateHead(writer);
        writer.Line(Names.GeneratedCode).Block($"private sealed class {Names.Module} : {Names.Services}VnetModule", body =>
        {
            body.Line($"internal static readonly {Names.Module} Instance = new {Names.Module}();")
                .Line("internal static readonly int SlotNumber = Instance.Slot;")
                .Line();
            WriteConstructor(body, module);
            ModuleClass.WriteState(body, module);
            WriteInitialize(body, module);
            WriteOverride(body, "Init", Names.Init, module.InitHooks);
            WriteOverride(body, "Uninit", Names.Uninit, module.UninitHooks);
        });
        WriteHooks(writer, Names.Init, module.InitHooks);
        WriteHooks(writer, Names.Uninit, module.UninitHooks);
        writer.Line()
            .Line(Names.GeneratedCode)
            .Line(Names.Inline.TrimEnd())
            .Line($"private static ref {Names.State} {Names.Current}(string member) => ref {Names.AsState}("
                + $"{Names.Services}VnetModule.Current({Names.Module}.SlotNumber, member)).State;");
        if (registers)
        {
            writer.Line()
                .Line(Names.GeneratedCode)
                .Line($"internal static void {Names.Register}() => {Names.Module}.Instance.Register();");
        }

        ModuleClass.WriteCompilerRunEnded(writer, module);
    }

    private static void WriteConstructor(SourceWriter writer, Module module)
    {
        string dependsOn = string.Concat(module.DependsOn.Select(static name => $", {Names.Literal(name)}"));
        writer.Block(
            $"private {Names.Module}() : base({Names.Literal(module.Name)}, typeof({module.Type.ToQualifiedName()}), "
                + $"{ModuleClass.FactsOf(module)}{dependsOn})",
            static _ => { });
        writer.Line();
    }

    private static void WriteInitialize(SourceWriter writer, Module module) => writer.Line().Block(
        "protected override void Initialize(object state)", body =>
        {
            if (module.HasInitializers)
            {
                body.Line($"ref {Names.State} __state = ref {Names.AsState}(state).State;");
                foreach (string part in module.Initializers)
                {
                    body.Line($"{Names.Initialize(part)}(ref __state);");
                }
            }
        });

    private static void WriteOverride(SourceWriter writer, string method, string target, IEnumerable<ModuleHook> hooks)
    {
        if (hooks.Any())
        {
            writer.Line().Line($"protected override void {method}({Names.Vnet} vnet) => {target}(vnet);");
        }
    }

    // In the type itself: inside the module class, names of its base would come before those of the user's methods.
    private static void WriteHooks(SourceWriter writer, string method, IEnumerable<ModuleHook> hooks)
    {
        if (hooks.Any())
        {
            writer.Line().Line(Names.GeneratedCode).Block(
                $"private static void {method}({Names.Vnet} __vnet)",
                body => ModuleEmitter.WriteCalls(body, hooks, "__vnet"));
        }
    }
}
