using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Generator;

namespace Vimage.Migration.Loading;

/// <summary>Runs Vimage's generator, this one, whatever the project itself would run.</summary>
internal static class OwnGenerator
{
    /// <summary>Part of the path of every file that the generator makes.</summary>
    internal const string PathPart = "Vimage.Generator";

    /// <summary>Returns a compilation with what the generator adds to it.</summary>
    internal static CSharpCompilation Run(CSharpCompilation sources, VimageMode mode, CancellationToken cancellation = default)
    {
        _ = CSharpGeneratorDriver
            .Create(
                [new VimageGenerator().AsSourceGenerator()],
                parseOptions: (CSharpParseOptions?)sources.SyntaxTrees.FirstOrDefault()?.Options,
                optionsProvider: new ModeOptions(mode))
            .RunGeneratorsAndUpdateCompilation(sources, out Compilation updated, out _, cancellation);
        return (CSharpCompilation)updated;
    }

    /// <summary>Tells the generator the mode, as MSBuild would.</summary>
    private sealed class ModeOptions(VimageMode mode) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(mode);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Options(VimageMode mode) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == VimageOptions.ModeKey ? mode.ToString() : null;
            return value is not null;
        }
    }
}
