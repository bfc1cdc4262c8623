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

        ModuleClass.WriteStateHead(writer);
        writer.Line(Names.GeneratedCode).Block($"private sealed class {Names.Module} : {Names.Services}StructModule", body =>
        {
            body.Line($"internal static readonly {Names.Module} Instance = new {Names.Module}();")
                .Line()
                .Block(
                    $"private {Names.Module}() : base(typeof({module.Type.ToQualifiedName()}), "
                        + $"{ModuleClass.FactsOf(module)})",
                    static _ => { })
                .Line();
            ModuleClass.WriteState(body, module);
        });

        // A read-only static is a constant to the JIT, so that an access is one load; it is null only for code that runs
        // inside the initializers themselves.
        writer.Line()
            .Line(Names.GeneratedCode)
            .Block($"private static class {Names.Published}", body => body
                .Line($"internal static readonly {Names.BoxedState} State = "
                    + $"{Names.AsState}({Names.Module}.Instance.StateIfComplete());"))
            .Line()
            .Line(Names.GeneratedCode)
            .Line(Names.Inline.TrimEnd())
            .Line($"private static ref {Names.State} {Names.Current}() => ref ({Names.Published}.State "
                + $"?? {Names.AsState}({Names.Module}.Instance.StateSoFar())).State;");
        ModuleClass.WriteCompilerRunEnded(writer, module);
    }
}
