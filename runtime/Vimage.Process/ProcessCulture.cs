using System.Globalization;

namespace Vimage;

/// <summary>The culture that the process had before vnets had theirs. One for the process, and not virtualized.</summary>
internal static class ProcessCulture
{
    internal static CultureInfo Culture { get; } = CultureInfo.CurrentCulture;

    internal static CultureInfo UICulture { get; } = CultureInfo.CurrentUICulture;

    /// <summary>Makes sure that the culture is known before it is replaced: a first use after that would find the replacement.</summary>
    internal static void Capture() => _ = Culture;
}
