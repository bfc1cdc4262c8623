using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Vimage.Analyzers;

namespace Vimage.CodeFixes.Use;

/// <summary>Makes an accessor one by reference where the variable is needed; also on the compiler's own errors.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0103AddressOfValueCodeFix : ByRefCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        RuleIds.AddressOfValue,
        "CS0206", // ref or out argument
        "CS0211", // &
        "CS0213", // fixed
        "CS1510", // ref local or ref argument
        "CS1612", // V_struct.f = 1
        "CS8156"); // in argument, ref return
}
