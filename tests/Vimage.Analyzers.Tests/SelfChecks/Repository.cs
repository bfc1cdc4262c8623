using System.Runtime.CompilerServices;

namespace Vimage.Analyzers.Tests.SelfChecks;

/// <summary>Files of this repository that the checks read.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string PathOf(string relative) => Path.Combine(Root, relative);

    internal static string Read(string relative) => File.ReadAllText(PathOf(relative)).ReplaceLineEndings("\n");

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
