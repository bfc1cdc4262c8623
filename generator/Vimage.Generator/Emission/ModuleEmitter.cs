using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>Emits what a module's parts share: the module object, access to the state, the hooks.</summary>
internal static class ModuleEmitter
{
    internal static string HintNameOf(Module module) => HintName.Of(module.Type.ToKey().TrimStart('.'), module.Type.ToKey());

    internal static string Emit(Module module, BuildFacts build)
    {
        SourceWriter writer = Nesting.Begin();
        bool registers = build.Mode == VimageMode.Instance && AssemblyEmitter.Registers(module);
        Nesting.Write(
            writer,
            module.Type,
            module.IsUnsafe,
            (inner, index) =>
            {
                if (registers)
                {
                    WriteForwarder(inner, module, index);
                }
            },
            inner =>
            {
                ViewEmitter.EmitHooks(inner, module, build.Mode);
                foreach (string type in module.StateStructs)
                {
                    StateStructEmitter.EmitHead(inner, type);
                }

                switch (build.Mode)
                {
                    case VimageMode.Struct:
                        StructModuleEmitter.Emit(inner, module);
                        break;
                    case VimageMode.Instance:
                        InstanceModuleEmitter.Emit(inner, module, registers);
                        break;
                }

                if (build.Mode != VimageMode.Instance && module.InitHooks.Any())
                {
                    WriteInitOnce(inner, module);
                }
            });
        return writer.ToString();
    }

    /// <summary>Writes calls of hooks.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="hooks">The methods.</param>
    /// <param name="vnet">The vnet, for those that take it.</param>
    internal static void WriteCalls(SourceWriter writer, IEnumerable<ModuleHook> hooks, string vnet)
    {
        foreach (ModuleHook hook in hooks)
        {
            if (hook.Fault is not null)
            {
                writer.Line($"#error When the hook {hook.Name} runs has to be a number, VnetSubsystem.X or VnetOrder.X, or a sum of these; not {hook.Fault.Replace('\n', ' ')}");
            }

            writer.Line($"{hook.Name}({(hook.TakesVnet ? vnet : "")});");
        }
    }

    // Where there is one instance, its init hooks run once: from the static constructor; or, if the user has written that,
    // as the last field initializer, just before it.
    private static void WriteInitOnce(SourceWriter writer, Module module)
    {
        if (!module.HasStaticConstructor)
        {
            writer.Line(Names.GeneratedCode).Block(
                $"static {module.Type.Innermost.Name}()",
                body => WriteCalls(body, module.InitSteps.SelectMany(static step => step.Hooks), Names.Vnet + ".Root"));
            return;
        }

        writer.Line(Names.GeneratedCode).Line($"private static readonly bool {Names.InitRan} = {Names.InitRan}Once();").Line();
        writer.Line(Names.GeneratedCode).Block($"private static bool {Names.InitRan}Once()", body =>
        {
            WriteCalls(body, module.InitSteps.SelectMany(static step => step.Hooks), Names.Vnet + ".Root");
            body.Line("return true;");
        });
    }

    // The assembly's registration can't name a private nested type; the type around it can.
    private static void WriteForwarder(SourceWriter writer, Module module, int index)
    {
        TypeHeader next = module.Type.Types[index + 1];
        bool isLast = index + 2 == module.Type.Types.Count;
        string target = isLast ? Names.Register : AssemblyEmitter.ForwarderOf(module);
        writer.Line(Names.GeneratedCode)
            .Line($"internal static void {AssemblyEmitter.ForwarderOf(module)}() => {next.Name}.{target}();")
            .Line();
    }
}
