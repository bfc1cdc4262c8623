using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Bench.Generator;
using Vimage.Substitution;

namespace Vimage.Bench.Proof;

/// <summary>The routing daemon of the Quickstart, built both ways into a folder of its own; deleted when disposed.</summary>
internal sealed class SampleProgram : IDisposable
{
    private const string Name = "quickstart";

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vimage-bench-proof-");

    internal SampleProgram()
    {
        CSharpCompilation marked = CSharpCompilation.Create(
            Name,
            Sources(),
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Vnet).Assembly.Location)],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                deterministic: true,
                nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new Vimage.Generator.VimageGenerator().AsSourceGenerator()], parseOptions: s_parse, optionsProvider: new ModeOptions("Globals"));
        _ = driver.RunGeneratorsAndUpdateCompilation(marked, out Compilation virtualized, out _);
        CSharpCompilation plain = marked.RemoveAllSyntaxTrees()
            .AddSyntaxTrees(marked.SyntaxTrees.Select(tree => PlainSource.Of(virtualized, tree)));
        Pair = new BuildPair(
            Name,
            Write("plain", Emit(plain)),
            Write("virtualized", AccessorSubstitution.Substitute(Emit(virtualized)).Image.ToArray()));
    }

    /// <summary>Gets the two builds.</summary>
    internal BuildPair Pair { get; }

    public void Dispose() => _directory.Delete(recursive: true);

    private static IEnumerable<SyntaxTree> Sources()
    {
        Assembly assembly = typeof(SampleProgram).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Name, StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            yield return CSharpSyntaxTree.ParseText(reader.ReadToEnd(), s_parse, name);
        }
    }

    private static byte[] Emit(Compilation compilation)
    {
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        return result.Success
            ? image.ToArray()
            : throw new InvalidOperationException($"The sample does not compile: {string.Join("\n", result.Diagnostics.Where(static each => each.Severity == DiagnosticSeverity.Error))}");
    }

    private string Write(string folder, byte[] image)
    {
        string path = Path.Combine(_directory.CreateSubdirectory(folder).FullName, Name + ".dll");
        File.WriteAllBytes(path, image);
        return path;
    }
}
