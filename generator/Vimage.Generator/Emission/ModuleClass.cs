using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>What the module classes of the two modes with state structs have in common.</summary>
internal static class ModuleClass
{
    /// <param name="module">The module.</param>
    /// <param name="hasInitializers">Whether the compiler's run has to end before the state is complete.</param>
    internal static string FactsOf(Module module, bool hasInitializers)
    {
        List<string> facts = [];
        if (hasInitializers)
        {
            facts.Add("HasInitializers");
        }

        if (module.HasStateInitializers)
        {
            facts.Add("HasStateInitializers");
        }

        if (module.IsConstant && (hasInitializers || module.HasStateInitializers))
        {
            facts.Add("HasConstantInitializersOnly");
        }

        if (module.InitHooks.Any())
        {
            facts.Add("HasInit");
        }

        if (module.UninitHooks.Any())
        {
            facts.Add("HasUninit");
        }

        const string Facts = Names.Services + "VnetModuleFacts.";
        return facts.Count == 0 ? Facts + "None" : string.Join(" | ", facts.Select(static fact => Facts + fact));
    }

    /// <summary>Writes the declaration of the state struct, to which each part adds its fields.</summary>
    internal static void WriteStateHead(SourceWriter writer, Module module) => writer.Line(Names.GeneratedCode).Block(
        $"private partial struct {Names.State}", body => body.Lines(module.StateStructs.Select(
            static type => $"internal {type} {type};"))).Line();

    internal static void WriteState(SourceWriter writer, Module module)
    {
        writer.Line($"protected override object CreateState() => new {Names.BoxedState}();").Line();
        writer.Block($"protected override void Adopt(object state, {Names.Services}RawStatics raw)", body =>
        {
            if (module.Parts.Count == 0)
            {
                return;
            }

            body.Line($"ref {Names.State} __state = ref {Names.AsState}(state).State;");
            foreach (string part in module.Parts)
            {
                body.Line($"{Names.Adopt(part)}(ref __state, raw);");
            }
        });
    }

    /// <summary>
    /// Writes a static whose initializer tells the module that the compiler's run has ended. Generated files come after the
    /// user's, so that it is the last of the type's field initializers; a static constructor's body comes after it.
    /// </summary>
    internal static void WriteCompilerRunEnded(SourceWriter writer) => writer.Line()
        .Line(Names.GeneratedCode)
        .Line($"private static readonly bool {Names.CompilerRunEnded} = {Names.Module}.Instance.End();");

    /// <summary>Writes the method that runs the initializers of the module's state structs, after all others.</summary>
    internal static void WriteInitializeStates(SourceWriter writer, Module module) => writer.Line().Line(Names.GeneratedCode).Block(
        $"private static bool {Names.InitializeStates}(ref {Names.State} __vnetState)", body =>
        {
            foreach (string part in module.StateInitializers)
            {
                int dot = part.IndexOf('.');
                string type = part.Substring(0, dot);
                body.Line($"{type}.{Names.Initialize(part.Substring(dot + 1))}(ref __vnetState.{type});");
            }

            body.Line("return true;");
        });
}
