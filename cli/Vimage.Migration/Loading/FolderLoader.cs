using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Migration.Loading;

/// <summary>Loads all C# files below a folder as one project, against the framework that this process runs on.</summary>
internal static class FolderLoader
{
    private static readonly string[] s_skipped = ["bin", "obj", ".git"];

    private static readonly MetadataReference[] s_framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    internal static Codebase Load(string folder, LoadOptions options, CancellationToken cancellation)
    {
        options.OnProgress(new StepProgress("load", 0, 0));
        CSharpParseOptions parse = new(LanguageVersion.Latest, preprocessorSymbols: options.DefineConstants);
        Dictionary<string, SyntaxTree> files = new(StringComparer.Ordinal);
        foreach (string path in FilesIn(folder))
        {
            files.Add(path, CSharpSyntaxTree.ParseText(SourceFile.Read(path), parse, path, cancellation));
        }

        if (files.Count == 0)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"'{folder}' has neither a project nor C# files.");
        }

        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileName(folder),
            files.Values,
            s_framework,
            new CSharpCompilationOptions(KindOf(files.Values), allowUnsafe: true));
        return new Codebase(folder, [new CodebaseProject(compilation.AssemblyName!, compilation, files)], []);
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Intersect(s_skipped).Any())
        .Order(StringComparer.Ordinal);

    // Statements outside of any type are an error in a library.
    private static OutputKind KindOf(IEnumerable<SyntaxTree> trees) =>
        trees.Any(static tree => tree.GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement))
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;
}
