using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>Emits a module's shared code in <c>Instance</c> mode.</summary>
internal static class InstanceModuleEmitter
{
    internal static void Emit(SourceWriter writer, Module module, bool registers)
    {
        ModuleClass.WriteStateHead(writer, module);
        writer.Line(Names.GeneratedCode).Block($"private sealed class {Names.Module} : {Names.Services}VnetModule", body =>
        {
            body.Line($"internal static readonly {Names.Module} Instance = new {Names.Module}();")
                .Line("internal static readonly int SlotNumber = Instance.Slot;")
                .Line();
            WriteConstructor(body, module);
            ModuleClass.WriteState(body, module);
            WriteInitialize(body, module);
            if (module.HasStateInitializers)
            {
                body.Line().Line($"protected override void InitializeState(object state) => {Names.InitializeStates}(ref {Names.AsState}(state).State);");
            }

            WriteOverride(body, "Init", Names.Init, module.InitSteps, module.HasPositions);
            WriteOverride(body, "Uninit", Names.Uninit, module.UninitSteps, module.HasPositions);
            WriteCopies(body, module);
            WriteDescriptions(body, module);
        });
        WriteHooks(writer, Names.Init, module.InitSteps, module.HasPositions);
        WriteHooks(writer, Names.Uninit, module.UninitSteps, module.HasPositions);
        WriteHooks(writer, Names.Clone, HookStep.Of(module.CloneHooks, HookPosition.Default), hasPositions: false);
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

        if (module.HasStateInitializers)
        {
            ModuleClass.WriteInitializeStates(writer, module);
        }

        if (module.HasInitializers)
        {
            ModuleClass.WriteCompilerRunEnded(writer);
        }
    }

    private static void WriteConstructor(SourceWriter writer, Module module)
    {
        string dependsOn = string.Concat(module.DependsOn.Select(static name => $", {Names.Literal(name)}"));
        writer.Block(
            $"private {Names.Module}() : base({Names.Literal(module.Name)}, typeof({module.Type.ToQualifiedName()}), "
                + $"{ModuleClass.FactsOf(module, module.HasInitializers)}{dependsOn})",
            body =>
            {
                if (module.HasPositions)
                {
                    body.Line($"HooksAt({Positions(module.InitSteps)}, {Positions(module.UninitSteps)});");
                }
            });
        writer.Line();
        if (module.Layouts.Count > 0)
        {
            writer.Line($"protected override string Layout => {string.Join(" + ", module.Layouts.Select(Names.Layout))};").Line();
        }
    }

    private static string Positions(IEnumerable<HookStep> steps) => "new int[] { " + string.Join(", ", steps.Select(
        static step => $"{HookNumbers.Text(step.Position.Subsystem)}, {HookNumbers.Text(step.Position.Order)}")) + " }";

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

    private static void WriteOverride(
        SourceWriter writer, string method, string target, IReadOnlyList<HookStep> steps, bool hasPositions)
    {
        if (steps.Count > 0)
        {
            writer.Line().Line(hasPositions
                ? $"protected override void {method}Step({Names.Vnet} vnet, int index) => {target}(vnet, index);"
                : $"protected override void {method}({Names.Vnet} vnet) => {target}(vnet);");
        }
    }

    private static void WriteCopies(SourceWriter writer, Module module)
    {
        if (module.Parts.Count > 0)
        {
            writer.Line().Block("protected override void Copy(object source, object target)", body =>
            {
                body.Line($"ref {Names.State} __source = ref {Names.AsState}(source).State;")
                    .Line($"ref {Names.State} __target = ref {Names.AsState}(target).State;");
                foreach (string part in module.Parts)
                {
                    body.Line($"{Names.Copy(part)}(ref __source, ref __target);");
                }
            });
        }

        if (module.CloneHooks.Any())
        {
            writer.Line().Line($"protected override void Clone({Names.Vnet} source) => {Names.Clone}(source);");
        }
    }

    private static void WriteDescriptions(SourceWriter writer, Module module)
    {
        if (module.Published.Count > 0)
        {
            writer.Line().Block($"protected override void Describe({Names.Services}VnetVariables variables)", body =>
            {
                foreach (string part in module.Published)
                {
                    body.Line($"{Names.Describe(part)}(variables);");
                }
            });
        }
    }

    // In the type itself: inside the module class, names of its base would come before those of the user's methods.
    private static void WriteHooks(SourceWriter writer, string method, IReadOnlyList<HookStep> steps, bool hasPositions)
    {
        if (steps.Count == 0)
        {
            return;
        }

        string parameters = $"{Names.Vnet} __vnet{(hasPositions ? ", int __step" : "")}";
        writer.Line().Line(Names.GeneratedCode).Block($"private static void {method}({parameters})", body =>
        {
            if (!hasPositions)
            {
                ModuleEmitter.WriteCalls(body, steps[0].Hooks, "__vnet");
                return;
            }

            body.Block("switch (__step)", cases =>
            {
                for (int i = 0; i < steps.Count; i++)
                {
                    cases.Line($"case {HookNumbers.Text(i)}:");
                    ModuleEmitter.WriteCalls(cases, steps[i].Hooks, "__vnet");
                    cases.Line("break;");
                }
            });
        });
    }
}
