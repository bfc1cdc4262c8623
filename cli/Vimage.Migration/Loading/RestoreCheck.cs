using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Vimage.Migration.Loading;

/// <summary>
/// Makes sure that a project is restored: without its packages it loads as well, and without a word, but means less than the
/// build knows.
/// </summary>
internal static class RestoreCheck
{
    private const string AssetsFile = "project.assets.json";

    // The SDK compiles this file into every assembly, from the folder of what the build makes in between.
    private const string MadeFile = ".AssemblyAttributes.cs";

    /// <exception cref="MigrationException">The project is not restored.</exception>
    internal static void ThrowIfNotRestored(Project project)
    {
        if (project.FilePath is { } path && UsesSdk(path) && !HasAssets(project, Path.GetDirectoryName(path)!))
        {
            throw new MigrationException(
                MigrationExitCode.NotLoaded,
                $"Project '{project.Name}' is not restored: it has no {AssetsFile}. Run: dotnet restore \"{path}\".");
        }
    }

    private static bool UsesSdk(string path)
    {
        try
        {
            XElement root = XElement.Load(path);
            return root.Attribute("Sdk") is not null
                || root.Elements().Any(static element => element.Name.LocalName == "Sdk" || element.Attribute("Sdk") is not null);
        }
        catch (XmlException)
        {
            // What is no XML, MSBuild has said so about already.
            return false;
        }
    }

    private static bool HasAssets(Project project, string folder)
    {
        string? made = project.Documents
            .Select(static document => document.FilePath)
            .FirstOrDefault(static path => path?.EndsWith(MadeFile, StringComparison.Ordinal) == true);
        for (string? each = Path.GetDirectoryName(made); each is not null && each != folder; each = Path.GetDirectoryName(each))
        {
            if (File.Exists(Path.Combine(each, AssetsFile)))
            {
                return true;
            }
        }

        return made is null;
    }
}
