extern alias generator;

using System.Collections.Immutable;
using generator::Vimage.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Tests.Harness;

/// <summary>Gives a project of a test the generator, as the package gives it to a user's.</summary>
internal sealed class GeneratorReference : AnalyzerReference
{
    internal static readonly GeneratorReference Instance = new();

    // A workspace finds its way back from the generator to the reference it came from, by identity.
    private readonly ImmutableArray<ISourceGenerator> _generators = [Create()];

    public override string FullPath => "Vimage.Generator.dll";

    public override object Id => this;

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;

    internal static ISourceGenerator Create() => new VimageGenerator().AsSourceGenerator();
}
