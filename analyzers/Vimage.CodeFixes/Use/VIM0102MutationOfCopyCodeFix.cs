using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Vimage.Analyzers;

namespace Vimage.CodeFixes.Use;

/// <summary>Makes the accessor of a struct that is changed by a call one by reference.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0102MutationOfCopyCodeFix : ByRefCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.MutationOfCopy);
}
