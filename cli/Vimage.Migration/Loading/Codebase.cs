namespace Vimage.Migration.Loading;

/// <summary>The projects of a target, loaded and ready to be asked about symbols.</summary>
public sealed class Codebase
{
    internal Codebase(string root, IReadOnlyList<CodebaseProject> projects, IReadOnlyList<string> remarks)
    {
        Root = root;
        Projects = projects;
        Remarks = remarks;
    }

    /// <summary>Gets the folder that paths are shown relative to.</summary>
    public string Root { get; }

    /// <summary>
    /// Gets the projects, each after those that it depends on; one that is built for several frameworks is several.
    /// </summary>
    public IReadOnlyList<CodebaseProject> Projects { get; }

    /// <summary>Gets what MSBuild said while loading that did not stop it, such as that a project is no C#; each a sentence.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Gets the number of distinct files that people wrote.</summary>
    public int FileCount => Projects.SelectMany(static project => project.Files.Keys).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Returns a path as it is shown to people.</summary>
    /// <param name="path">A full path.</param>
    /// <returns>The path relative to <see cref="Root"/>.</returns>
    public string Show(string path) => Path.GetRelativePath(Root, path);
}
