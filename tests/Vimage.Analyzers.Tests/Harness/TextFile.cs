using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Analyzers.Tests.Harness;

/// <summary>An additional file in memory.</summary>
internal sealed class TextFile(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
