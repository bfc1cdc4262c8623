using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Loading;

/// <summary>Loads all C# files below a folder as one project, against the framework that this process runs on.</summary>
internal static class FolderLoader
{
    private static readonly string[] s_skipped = ["bin", "obj", ".git"];

    internal static Codebase Load(string folder, LoadOptions options, CancellationToken cancellation)
    {
        options.OnStep("load");
        CSharpParseOptions parse = new(LanguageVersion.Latest, preprocessorSymbols: options.DefineConstants);
        Dictionary<string, SyntaxTree> files = new(StringComparer.Ordinal);
        foreach (string path in FilesIn(folder))
        {
            using FileStream stream = File.OpenRead(path);
            files.Add(path, CSharpSyntaxTree.ParseText(SourceText.From(stream), parse, path, cancellation));
        }

        if (files.Count == 0)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"'{folder}' has neither a project nor C# files.");
        }

        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileName(folder),
            files.Values,
            FrameworkReferences(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        return new Codebase(folder, [new CodebaseProject(compilation.AssemblyName!, compilation, files, hasVimage: false)]);
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Intersect(s_skipped).Any())
        .Order(StringComparer.Ordinal);

    private static IEnumerable<MetadataReference> FrameworkReferences() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(static path => MetadataReference.CreateFromFile(path));
}
