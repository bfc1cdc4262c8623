using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>Emits a module's shared code in <c>Struct</c> mode.</summary>
internal static class StructModuleEmitter
{
    internal static void Emit(SourceWriter writer, Module module)
    {
        if (module.Parts.Count == 0)
        {
            return;
        }

        ModuleClass.WriteStateHead(writer, module);
        writer.Line(Names.GeneratedCode).Block($"private sealed class {Names.Module} : {Names.Services}StructModule", body =>
        {
            body.Line($"internal static readonly {Names.Module} Instance = new {Names.Module}();")
                .Line()
                .Block(
                    $"private {Names.Module}() : base(typeof({module.Type.ToQualifiedName()}), "
                        + $"{ModuleClass.FactsOf(module, HasRun(module))})",
                    static _ => { })
                .Line();
            ModuleClass.WriteState(body, module);
        });

        // To the JIT a read-only static is a constant: the test disappears while the access is compiled, and the state's
        // reference, never null then, can leave a loop. (A test of the reference itself disappears too late for that.) Only for
        // code that runs inside the initializers the state is not complete.
        writer.Line()
            .Line(Names.GeneratedCode)
            .Block($"private static class {Names.Published}", body => body
                .Line($"internal static readonly {Names.BoxedState} State = "
                    + $"{Names.AsState}({Names.Module}.Instance.StateIfComplete());")
                .Line("internal static readonly bool IsComplete = State != null;"))
            .Line()
            .Line(Names.GeneratedCode)
            .Line(Names.Inline.TrimEnd())
            .Line($"private static ref {Names.State} {Names.Current}() => ref ({Names.Published}.IsComplete "
                + $"? {Names.Published}.State : {Names.AsState}({Names.Module}.Instance.StateSoFar())).State;");
        if (module.HasStateInitializers)
        {
            ModuleClass.WriteInitializeStates(writer, module);
            writer.Line()
                .Line(Names.GeneratedCode)
                .Line($"private static readonly bool {Names.StatesInitialized} = {Names.InitializeStates}("
                    + $"ref {Names.AsState}({Names.Module}.Instance.StateSoFar()).State);");
        }

        if (HasRun(module))
        {
            ModuleClass.WriteCompilerRunEnded(writer);
        }
    }

    // With one instance, the initializers of state structs run as part of the compiler's run: they are its last.
    private static bool HasRun(Module module) => module.HasInitializers || module.HasStateInitializers;
}
