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

    internal static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    internal static CSharpCompilationOptions CompilationOptions { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable,
        concurrentBuild: false);

    internal static string GlobalConfig(string mode) => $"is_global = true\nbuild_property.VimageMode = {mode}\n";

    /// <summary>Makes a test of Microsoft's library have the generator, the references and the options.</summary>
    internal static void SetUp(AnalyzerTest<DefaultVerifier> test, string mode)
    {
        test.ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        test.TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;
        test.TestState.AdditionalReferences.AddRange(References);
        test.TestState.Sources.Add(("/Usings.cs", Usings));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", GlobalConfig(mode)));
        test.SolutionTransforms.Add(static (solution, id) => solution
            .WithProjectParseOptions(id, ParseOptions)
            .WithProjectCompilationOptions(id, CompilationOptions)
            .AddAnalyzerReference(id, GeneratorReference.Instance));
    }
}
