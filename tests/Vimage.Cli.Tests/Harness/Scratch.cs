using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Cli.Tests.Harness;

/// <summary>A folder that a test fills.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vimage-cli-");

    internal string Root => _folder.FullName;

    internal string PathOf(string name) => Path.Combine(Root, name);

    internal string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Builds an assembly.</summary>
    internal string Build(string name, string source)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(name),
            [CSharpSyntaxTree.ParseText(source)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true));
        Assert.True(compilation.Emit(PathOf(name)).Success);
        return PathOf(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
