using System.Reflection;
using System.Runtime.Loader;

namespace Vimage.Proof.Lister;

/// <summary>
/// Compiles methods of an assembly in the order of a plan, and writes a manifest that tells how to read the listing that the JIT
/// makes meanwhile. Nothing of the assembly is run.
/// </summary>
internal static class Program
{
    /// <summary>Entry point: <c>ASSEMBLY PLAN MANIFEST</c>.</summary>
    /// <returns>0.</returns>
    internal static int Main(string[] args)
    {
        (Assembly assembly, AssemblyLoadContext context) = TargetAssembly.Load(args[0]);
        PlanItem[] plan = PlanItem.ReadAll(args[1]);
        using (context.EnterContextualReflection())
        {
            ManifestEntry.WriteAll(args[2], [.. Compile(assembly, plan), .. FindAddresses(assembly.ManifestModule, plan)]);
        }

        return 0;
    }

    /// <summary>Returns whether an exception tells of the listed program, as a missing dependency, and not of this one.</summary>
    internal static bool IsLoadFault(Exception fault) => fault
        is TypeLoadException or FileNotFoundException or FileLoadException or BadImageFormatException or MissingMemberException
        or MemberAccessException or InvalidProgramException or NotSupportedException or ArgumentException or PlatformNotSupportedException
        or TypeInitializationException;

    private static List<ManifestEntry> Compile(Assembly assembly, PlanItem[] plan)
    {
        Module module = assembly.ManifestModule;
        RepresentativeTypes representatives = new(assembly);
        Preparation[] methods = [.. ItemsOf(plan, PlanItemKind.Method)
            .SelectMany(each => Preparation.Of(each.Number, module, each.Token, representatives))];
        (int Item, FieldInfo Field)[] fields = [.. ItemsOf(plan, PlanItemKind.Field)
            .SelectMany(each => ResolveField(module, each.Token).Select(field => (each.Number, field)))];
        Marks marks = new(assembly, methods.Length, [.. fields.Select(static each => each.Field)]);

        List<ManifestEntry> manifest = new(methods.Length + fields.Length);
        for (int number = 0; number < methods.Length; number++)
        {
            Preparation method = methods[number];
            marks.Method(number);
            string problem = method.Run();
            ManifestEntryKind kind = problem.Length == 0 ? ManifestEntryKind.Listed : ManifestEntryKind.NotListed;
            manifest.Add(new ManifestEntry(kind, method.Item, number, method.Instantiation, problem));
        }

        for (int number = 0; number < fields.Length; number++)
        {
            marks.Field(number);
            manifest.Add(new ManifestEntry(ManifestEntryKind.FieldMark, fields[number].Item, number, "", ""));
        }

        // Not before: asking for an entry point may compile.
        manifest.AddRange(methods
            .Where(static method => method is { Method: not null, Arguments.Length: 0 })
            .Select(static method => Addresses.OfMethod(method.Item, method.Method!)));
        return manifest;
    }

    private static IEnumerable<ManifestEntry> FindAddresses(Module module, PlanItem[] plan) =>
    [
        .. ItemsOf(plan, PlanItemKind.Type).SelectMany(each => Addresses.OfType(each.Number, module, each.Token)),
        .. ItemsOf(plan, PlanItemKind.Text).SelectMany(each => Addresses.OfLiteral(each.Number, module, each.Token)),
    ];

    private static IEnumerable<FieldInfo> ResolveField(Module module, int token)
    {
        try
        {
            return [module.ResolveField(token)!];
        }
        catch (Exception fault) when (IsLoadFault(fault))
        {
            // Its address stays unnamed; the methods that use it can't be compiled, and say so.
            return [];
        }
    }

    private static IEnumerable<(int Number, int Token)> ItemsOf(PlanItem[] plan, PlanItemKind kind) => plan
        .Select(static (item, number) => (item.Kind, Number: number, item.Token))
        .Where(item => item.Kind == kind)
        .Select(static item => (item.Number, item.Token));
}
