using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Configuration;

/// <summary>A key whose value is a whole number.</summary>
/// <param name="key">The key.</param>
/// <param name="rule">The rule that reads it.</param>
/// <param name="meaning">What the number says.</param>
/// <param name="usual">The value where it is not set.</param>
/// <param name="minimum">The least value.</param>
internal sealed class NumberSetting(string key, string rule, string meaning, int usual, int minimum)
{
    internal string Key { get; } = key;

    internal string Rule { get; } = rule;

    internal string Meaning { get; } = meaning;

    internal int Usual { get; } = usual;

    internal int Minimum { get; } = minimum;

    /// <summary>Returns the value for a file; the usual one if it is not set, or set to what is no such number (VIM0903).</summary>
    internal int Of(AnalyzerOptions options, SyntaxTree tree) => Parse(TextOf(options, tree)) ?? Usual;

    /// <summary>Returns what is written for a file, if that is not a value; otherwise <see langword="null"/>.</summary>
    internal string? FaultOf(AnalyzerOptions options, SyntaxTree tree) =>
        TextOf(options, tree) is { } text && Parse(text) is null ? text : null;

    private string? TextOf(AnalyzerOptions options, SyntaxTree tree) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(Key, out string? text) ? text : null;

    private int? Parse(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= Minimum ? number : null;
}
