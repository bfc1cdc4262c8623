using System.Text;
using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>Emits what an assembly has once: the names that need no qualification, and the registration of its modules.</summary>
internal static class AssemblyEmitter
{
    internal const string HooksHintName = "Vimage.Hooks.g.cs";
    internal const string RegistrationHintName = "Vimage.Registration.g.cs";

    /// <summary>Returns whether a module is registered when its assembly is loaded; a generic one is on its first use.</summary>
    internal static bool Registers(Module module) => !module.Type.IsGeneric;

    /// <summary>Emits <c>curvnet</c> and <c>CURVNET_SET</c>.</summary>
    internal static string EmitHooks(BuildFacts build)
    {
        bool isInstance = build.Mode == VimageMode.Instance;
        string @namespace = NamespaceOf(build.AssemblyName);
        SourceWriter writer = Nesting.Begin();
        writer.Line($"global using static global::{@namespace}.VnetHooks;").Line();
        writer.Block($"namespace {@namespace}", inner => inner.Line(Names.GeneratedCode).Block("internal static class VnetHooks", body =>
        {
            body.Line("/// <summary>The current vnet, to hand to <c>INIT_VNET_x</c>; nothing, where there is one instance.</summary>")
                .Line(isInstance
                    ? $"internal static {Names.Vnet} {GeneratedNames.CurrentVnet} => {Names.Vnet}.Current;"
                    : $"internal const NoVnet {GeneratedNames.CurrentVnet} = null;")
                .Line()
                .Line("/// <summary>Makes a vnet the current one on this thread until the result is disposed.</summary>")
                .Line("/// <param name=\"vnet\">The vnet.</param>")
                .Line(isInstance
                    ? $"internal static global::Vimage.VnetSyncScope {GeneratedNames.EnterVnet}(object vnet) => "
                        + $"{Names.Services}VnetArgument.Of(vnet).EnterSync();"
                    : $"internal static NoScope {GeneratedNames.EnterVnet}(object vnet) => default;");
            if (!isInstance)
            {
                body.Line()
                    .Line("/// <summary>What is left of a vnet where there is one instance: nothing.</summary>")
                    .Block("internal abstract class NoVnet", static _ => { })
                    .Line()
                    .Line("/// <summary>What is left of a scope where there is one instance: nothing.</summary>")
                    .Block("internal readonly ref struct NoScope", scope => scope.Block("public void Dispose()", static _ => { }));
            }
        }));
        return writer.ToString();
    }

    /// <summary>
    /// Emits a module initializer that registers the assembly's modules, after comparing those it was compiled against; and
    /// what others are to compare.
    /// </summary>
    /// <param name="registrations">The statements.</param>
    /// <param name="own">The attributes of the assembly's own layouts.</param>
    /// <param name="referenced">The layouts of those that it uses.</param>
    /// <param name="build">The build.</param>
    internal static string EmitRegistration(
        EquatableArray<string> registrations,
        EquatableArray<string> own,
        EquatableArray<ModuleLayout> referenced,
        BuildFacts build)
    {
        SourceWriter writer = Nesting.Begin();
        writer.Lines(own);
        writer.Block($"namespace {NamespaceOf(build.AssemblyName)}", inner => inner
            .Line(Names.GeneratedCode)
            .Block("internal static class VnetModuleRegistration", body => body
                .Line("[global::System.Runtime.CompilerServices.ModuleInitializer]")
                .Block("internal static void Register()", method =>
                {
                    foreach (ModuleLayout layout in referenced)
                    {
                        method.Line($"new {Names.Services}VnetLayoutExpectation(typeof(VnetModuleRegistration), "
                            + $"{Names.Literal(layout.Module)}, {Names.Literal(layout.Layout)}).Check();");
                    }

                    method.Lines(registrations);
                })));
        return writer.ToString();
    }

    /// <summary>Returns whether other assemblies can use variables of a module.</summary>
    internal static bool HasLayout(Module module) => module.IsVisible && Registers(module) && module.Layouts.Count > 0;

    /// <summary>Returns the attribute that says which. The constants are in the files of the parts, which alone depend on them.</summary>
    internal static string LayoutOf(Module module)
    {
        string type = module.Type.ToQualifiedName();
        return $"[assembly: {Names.Services}VnetLayout({Names.Literal(module.Name)}, "
            + $"{string.Join(" + ", module.Layouts.Select(part => $"{type}.{Names.Layout(part)}"))})]";
    }

    /// <summary>Returns the statement that registers a module, from anywhere in its assembly.</summary>
    internal static string RegistrationOf(Module module)
    {
        bool isNested = module.Type.Types.Count > 1;
        TypePath outermost = new(module.Type.Namespace, module.Type.Types.Take(1).ToEquatableArray());
        return $"{outermost.ToQualifiedName()}.{(isNested ? ForwarderOf(module) : Names.Register)}();";
    }

    /// <summary>Returns the name of the method in the types around a nested module that leads to its registration.</summary>
    /// <remarks>Each name with its length before it, so that A_B is not taken for the B inside A.</remarks>
    internal static string ForwarderOf(Module module) => Names.Register + string.Concat(module.Type.Types
        .Skip(1)
        .Select(static type => type.Name.TrimStart('@'))
        .Select(static name => $"_{name.Length}{name}"));

    // Of the assembly's own, so that friend assemblies, each with one, don't get in each other's way.
    private static string NamespaceOf(string assembly)
    {
        StringBuilder name = new("Vimage.Generated.");
        name.Append(char.IsLetter(assembly.FirstOrDefault()) ? "" : "_");
        foreach (char c in assembly)
        {
            name.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        return name.ToString();
    }
}
