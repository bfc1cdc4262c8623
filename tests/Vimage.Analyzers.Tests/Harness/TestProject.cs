using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace Vimage.Analyzers.Tests.Harness;

/// <summary>What the projects of all tests have in common.</summary>
internal static class TestProject
{
    internal const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Vimage;
        """;

    /// <summary>.NET 10 and Vimage.</summary>
    internal static ImmutableArray<MetadataReference> References { get; } =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Vnet).Assembly.Location)];

    internal static string UsingsFor(TestOptions options) =>
        options.HasRuntime ? Usings : Usings.Replace("global using Vimage;", "", StringComparison.Ordinal);

    internal static CSharpCompilationOptions CompilationOptions { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable,
        concurrentBuild: false);

    internal static CSharpParseOptions ParseOptionsFor(LanguageVersion version) => new(version, DocumentationMode.Diagnose);

    /// <summary>The text of the global configuration file that MSBuild would write.</summary>
    internal static string ConfigText(string mode, params string[] lines) =>
        string.Join("\n", ["is_global = true", $"build_property.VimageMode = {mode}", .. lines, ""]);

    /// <summary>Makes a test of Microsoft's library have the generator, the references and the options.</summary>
    internal static void SetUp(AnalyzerTest<DefaultVerifier> test, TestOptions options)
    {
        test.CompilerDiagnostics = options.Compiler;
        test.ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        test.TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;
        test.TestState.AdditionalReferences.AddRange(options.HasRuntime ? References : Net100.References.All);
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", ConfigText(options.Mode, options.Config)));
        test.TestState.ExpectedDiagnostics.AddRange(options.Expected);
        if (options.LanguageVersion >= LanguageVersion.CSharp10)
        {
            test.TestState.Sources.Add(("/Usings.cs", UsingsFor(options)));
        }

        foreach ((string path, string text) in options.AdditionalFiles)
        {
            test.TestState.AdditionalFiles.Add((path, text));
        }

        test.SolutionTransforms.Add((solution, id) =>
        {
            Solution changed = solution
                .WithProjectParseOptions(id, ParseOptionsFor(options.LanguageVersion))
                .WithProjectCompilationOptions(id, CompilationOptions);
            return options is { HasGenerator: true, HasRuntime: true } ? changed.AddAnalyzerReference(id, GeneratorReference.Instance) : changed;
        });
    }
}
