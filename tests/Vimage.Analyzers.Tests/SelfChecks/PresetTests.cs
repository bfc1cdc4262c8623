using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers.Tests.SelfChecks;

/// <summary>The presets of the package are generated from the rules.</summary>
public sealed class PresetTests
{
    [Theory]
    [InlineData("none", -3, "No rule.")]
    [InlineData("default", -3, "Each rule as it is.")]
    [InlineData("strict", -3, "Nothing that is worth a look passes unseen, and no warning stays one.")]
    [InlineData("inventory", -2, "With any other: the inventory of statics.")]
    public void ThePreset_IsUpToDate(string preset, int level, string what)
    {
        string path = $"runtime/Vimage.Runtime/buildTransitive/config/vimage.{preset}.globalconfig";
        string expected = Generate(preset, level, what);
        if (Environment.GetEnvironmentVariable("VIMAGE_ACCEPT") == "1")
        {
            File.WriteAllText(Repository.PathOf(path), expected);
        }

        // VIMAGE_ACCEPT=1 writes it.
        Assert.Equal(expected, Repository.Read(path));
    }

    private static string Generate(string preset, int level, string what)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {what} (Generated from the rules.)\nis_global = true\nglobal_level = {level}\n\n");
        foreach (RuleInfo rule in RuleInfo.All)
        {
            if (SeverityIn(preset, rule.Descriptor) is { } severity)
            {
                text.Append(CultureInfo.InvariantCulture, $"# {rule.Descriptor.Title}\ndotnet_diagnostic.{rule.Id}.severity = {severity}\n");
            }
        }

        return text.ToString();
    }

    private static string? SeverityIn(string preset, DiagnosticDescriptor rule) => preset switch
    {
        "none" => "none",
        "inventory" => rule.IsEnabledByDefault ? null : NameOf(rule.DefaultSeverity),
        _ when !rule.IsEnabledByDefault => "none",
        "default" => NameOf(rule.DefaultSeverity),
        _ => rule.DefaultSeverity is DiagnosticSeverity.Hidden ? "suggestion"
            : rule.DefaultSeverity is DiagnosticSeverity.Info ? "warning"
            : "error",
    };

    private static string NameOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Info => "suggestion",
        DiagnosticSeverity.Hidden => "silent",
        DiagnosticSeverity.Warning => "warning",
        _ => "error",
    };
}
