using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Bench.Generator;

/// <summary>
/// A project as large as asked for, in an editor: 20 marked fields a type, a type a file, and one file that has nothing to
/// do with any of it.
/// </summary>
internal sealed class Project
{
    private const int FieldsPerType = 20;
    private const string UnrelatedPath = "Unrelated.cs";

    private const string Unrelated = """
        namespace Corpus;

        public static class Unrelated
        {
            public static int Add(int a, int b) => a + b; // here
        }

        """;

    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.CSharp14);

    private readonly GeneratorContender _contender;
    private readonly int _types;
    private readonly bool _tracksSteps;

    internal Project(GeneratorContender contender, int fields, bool tracksSteps)
    {
        _contender = contender;
        _types = fields / FieldsPerType;
        _tracksSteps = tracksSteps;
        Compilation = Parse();
        (Opening, Driver) = GeneratorRun.Measure(NewDriver(), Compilation);
    }

    /// <summary>Gets the project as it was opened.</summary>
    internal CSharpCompilation Compilation { get; }

    /// <summary>Gets what the generator's first run took: a cold one.</summary>
    internal GeneratorRun Opening { get; }

    /// <summary>Gets the driver that has run on it.</summary>
    internal GeneratorDriver Driver { get; }

    internal GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [_contender.Generator],
        parseOptions: s_parseOptions,
        optionsProvider: new ModeOptions(_contender.Mode),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, _tracksSteps));

    /// <summary>Parses all files: nothing of another compilation's caches is in the result.</summary>
    internal CSharpCompilation Parse() => CSharpCompilation.Create(
        "Corpus",
        [
            .. Enumerable.Range(0, _types).Select(type => Parse(PathOf(type), Source(type))),
            Parse(UnrelatedPath, Unrelated),
        ],
        [.. Net100.References.All, MetadataReference.CreateFromFile(_contender.Library)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    internal CSharpCompilation WithUnrelatedComment(int edit) =>
        WithEdited(UnrelatedPath, source => source.Replace("// here", "// here " + edit, StringComparison.Ordinal));

    internal CSharpCompilation WithMarkedComment(int edit) =>
        WithEdited(PathOf(_types / 2), source => source.Replace("// here", "// here " + edit, StringComparison.Ordinal));

    internal CSharpCompilation WithRenamedField(int edit) =>
        WithEdited(PathOf(_types / 2), source => source.Replace("field10 ", $"field10x{edit} ", StringComparison.Ordinal));

    /// <summary>Checks the generated code by compiling it: a generator that did not do its work would win.</summary>
    internal void ThrowUnlessCompiles()
    {
        GeneratorRunResult result = Driver.GetRunResult().Results.Single();
        int generated = result.GeneratedSources.Length;
        Diagnostic? fault = Compilation
            .AddSyntaxTrees(result.GeneratedSources.Select(static source => source.SyntaxTree))
            .GetDiagnostics()
            .FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (result.Exception is not null || fault is not null || generated < _types)
        {
            throw new InvalidOperationException(
                $"The generator of '{_contender.Id}' did not do its work: {generated} files for {_types} types. {result.Exception} {fault}");
        }
    }

    private static SyntaxTree Parse(string path, string source) => CSharpSyntaxTree.ParseText(source, s_parseOptions, path);

    private static string PathOf(int type) => string.Create(CultureInfo.InvariantCulture, $"Module{type}.cs");

    private CSharpCompilation WithEdited(string path, Func<string, string> edit)
    {
        SyntaxTree old = Compilation.SyntaxTrees.First(tree => tree.FilePath == path);
        string before = old.ToString();
        string after = edit(before);
        return after == before
            ? throw new InvalidOperationException($"The edit of {path} changed nothing.")
            : Compilation.ReplaceSyntaxTree(old, Parse(path, after));
    }

    private string Source(int type)
    {
        StringBuilder source = new();
        source.Append(_contender.Head).Append("\n\nnamespace Corpus;\n\n")
            .AppendFormat(CultureInfo.InvariantCulture, _contender.Type, type).Append("\n{\n    // here\n");
        for (int field = 0; field < FieldsPerType; field++)
        {
            source.Append("    ").AppendFormat(CultureInfo.InvariantCulture, _contender.Field, field).Append('\n');
        }

        return source.Append("}\n").ToString();
    }
}
