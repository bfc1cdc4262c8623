using System.Reflection;
using System.Reflection.Emit;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Vimage.Substitution;

namespace Vimage.Proof.Tests.Harness;

/// <summary>Compiles programs to files, optimised; deleted when disposed.</summary>
internal sealed class Builds : IDisposable
{
    private const string AssemblyName = "Plant";

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vimage-proof-tests-");
    private int _count;

    /// <summary>Gets the sources of the test's own program, plain.</summary>
    internal static string[] Plant { get; } = [ReadAsset("Machine.cs"), ReadAsset("Market.cs")];

    /// <summary>Builds a program as it is.</summary>
    internal string Plain(params string[] sources) => Emit(Parse(sources));

    /// <summary>Builds a program whose statics have become virtualized, in <c>Globals</c>.</summary>
    internal string Virtualized(params string[] sources)
    {
        CSharpCompilation plain = Parse(sources);
        CSharpCompilation marked = plain.RemoveAllSyntaxTrees().AddSyntaxTrees(PlainToVirtualized.Rewrite(plain));
        return Generated([.. marked.SyntaxTrees.Select(static tree => tree.ToString())]);
    }

    /// <summary>Builds a program whose statics have become virtualized, in <c>Globals</c>, as an optimised build does.</summary>
    internal string Substituted(params string[] sources)
    {
        string path = Virtualized(sources);
        System.IO.File.WriteAllBytes(path, AccessorSubstitution.Substitute(System.IO.File.ReadAllBytes(path)).Image.ToArray());
        return path;
    }

    /// <summary>Builds a program that has marks, in <c>Globals</c>.</summary>
    internal string Generated(params string[] sources)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new Generator.VimageGenerator().AsSourceGenerator()], parseOptions: s_parse, optionsProvider: new GlobalsOptions());
        _ = driver.RunGeneratorsAndUpdateCompilation(Parse(sources), out Compilation compilation, out _);
        return Emit(compilation);
    }

    /// <summary>Builds an assembly of one method, <c>int Body()</c>, and the static <c>int</c> that its code may use.</summary>
    internal string Emitted(Action<ILGenerator, FieldInfo> code)
    {
        PersistedAssemblyBuilder assembly = new(new AssemblyName(AssemblyName), typeof(object).Assembly);
        TypeBuilder type = assembly.DefineDynamicModule(AssemblyName).DefineType("Emitted", TypeAttributes.Public | TypeAttributes.Abstract);
        FieldBuilder field = type.DefineField("value", typeof(int), FieldAttributes.Static | FieldAttributes.Public);
        MethodBuilder method = type.DefineMethod("Body", MethodAttributes.Static | MethodAttributes.Public, typeof(int), []);
        code(method.GetILGenerator(), field);
        _ = type.CreateType();
        string path = NextPath();
        assembly.Save(path);
        return path;
    }

    /// <summary>Writes a file that is no assembly.</summary>
    internal string File(string text)
    {
        string path = NextPath();
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static string ReadAsset(string name)
    {
        using StreamReader reader = new(typeof(Builds).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static CSharpCompilation Parse(string[] sources) => CSharpCompilation.Create(
        AssemblyName,
        sources.Select(static (source, index) => CSharpSyntaxTree.ParseText(source, s_parse, $"/src/File{index}.cs")),
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Vnet).Assembly.Location)],
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            deterministic: true,
            nullableContextOptions: NullableContextOptions.Enable));

    private string NextPath() =>
        Path.Combine(_directory.CreateSubdirectory($"build{Interlocked.Increment(ref _count)}").FullName, AssemblyName + ".dll");

    private string Emit(Compilation compilation)
    {
        string path = NextPath();
        EmitResult result = compilation.Emit(path);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static each => each.Severity == DiagnosticSeverity.Error)));
        return path;
    }

    private sealed class GlobalsOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key == "build_property.VimageMode" ? "Globals" : null;
                return value is not null;
            }
        }
    }
}
