using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage;

/// <summary>The project's settings, as MSBuild hands them to the compiler.</summary>
internal static class VimageOptions
{
    internal const string ModeKey = "build_property.VimageMode";

    /// <summary>The first version of C# in which what the generator emits for fields compiles.</summary>
    internal const LanguageVersion MinimumForFields = LanguageVersion.CSharp12;

    /// <summary>
    /// The first with partial events and with <c>field</c>, which what is emitted for properties and events needs: C# 14.
    /// (The floor of Roslyn that this is built against does not name it.)
    /// </summary>
    internal const LanguageVersion MinimumForPartialMembers = (LanguageVersion)1400;

    /// <summary>Reads <c>VimageMode</c>.</summary>
    /// <param name="options">The global options.</param>
    /// <param name="mode">The mode; the default if the value is none of the modes.</param>
    /// <param name="value">The property's value as given.</param>
    /// <returns>Whether the value is empty or one of the modes, in any case of letters.</returns>
    internal static bool TryGetMode(AnalyzerConfigOptions options, out VimageMode mode, out string value)
    {
        mode = VimageMode.Globals;
        value = options.TryGetValue(ModeKey, out string? given) ? given.Trim() : "";
        if (value.Length == 0)
        {
            return true;
        }

        foreach (VimageMode each in new[] { VimageMode.Globals, VimageMode.Struct, VimageMode.Instance })
        {
            if (string.Equals(value, each.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                mode = each;
                return true;
            }
        }

        return false;
    }
}
