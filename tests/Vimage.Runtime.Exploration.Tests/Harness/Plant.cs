using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Vimage.Runtime.Exploration.Tests.Harness;

/// <summary>A fault to put into the runtime's sources: text that stands there once, and what is there instead.</summary>
/// <param name="File">The file, in the runtime's folder.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Fault">What to put there.</param>
internal sealed record Plant(string File, string Text, string Fault)
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14, preprocessorSymbols: ["NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "NET"]);

    /// <summary>Compiles the runtime with faults in it.</summary>
    internal static byte[] Compile(IReadOnlyCollection<Plant> plants)
    {
        string folder = Path.Combine(Explorer.RepoRoot, "runtime/Vimage.Runtime");
        Dictionary<string, string> sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(static file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal))
            .ToDictionary(static file => file, file => System.IO.File.ReadAllText(Path.Combine(folder, file)));
        foreach (Plant plant in plants)
        {
            string[] around = sources[plant.File].Split(plant.Text);
            Assert.True(around.Length == 2, $"What the fault replaces stands {around.Length - 1} times in {plant.File}.");
            sources[plant.File] = around[0] + plant.Fault + around[1];
        }

        CSharpCompilation compilation = CSharpCompilation.Create(
            "Vimage.Runtime",
            [.. sources.Values.Append(Usings + VersionOf(Explorer.Runtime)).Select(static text => CSharpSyntaxTree.ParseText(text, s_options))],
            Net100.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static each => each.Severity == DiagnosticSeverity.Error)));
        return image.ToArray();
    }

    // The program was compiled against this one.
    private static string VersionOf(string runtime) =>
        $"[assembly: System.Reflection.AssemblyVersion(\"{AssemblyName.GetAssemblyName(runtime).Version}\")]";
}
