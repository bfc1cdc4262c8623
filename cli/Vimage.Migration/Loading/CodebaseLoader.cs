namespace Vimage.Migration.Loading;

/// <summary>Loads a solution, a project, or a plain folder of C# files.</summary>
public static class CodebaseLoader
{
    private static readonly string[] s_buildFiles = [".sln", ".slnx", ".slnf", ".csproj"];

    /// <summary>Loads a target.</summary>
    /// <param name="target">
    /// A solution or project file; or a folder: with one such file in it, that; with none, all C# files below it as one project.
    /// </param>
    /// <param name="options">How to load it.</param>
    /// <param name="cancellation">To stop.</param>
    /// <returns>The code base.</returns>
    /// <exception cref="MigrationException">The target is not there, ambiguous, or does not load.</exception>
    public static async Task<Codebase> LoadAsync(string target, LoadOptions options, CancellationToken cancellation)
    {
        string path = Path.GetFullPath(target);
        if (Directory.Exists(path))
        {
            string[] buildFiles = BuildFilesIn(path);
            return buildFiles.Length switch
            {
                0 => FolderLoader.Load(path, options, cancellation),
                1 => await SolutionLoader.LoadAsync(buildFiles[0], options, cancellation).ConfigureAwait(false),
                _ => throw new MigrationException(
                    MigrationExitCode.BadInput,
                    $"'{target}' has several projects or solutions: "
                        + $"{string.Join(", ", buildFiles.Select(Path.GetFileName))}. Name one of them."),
            };
        }

        if (!File.Exists(path))
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"'{target}' does not exist.");
        }

        return s_buildFiles.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? await SolutionLoader.LoadAsync(path, options, cancellation).ConfigureAwait(false)
            : throw new MigrationException(
                MigrationExitCode.BadInput,
                $"'{target}' is neither a solution nor a C# project. Name a {string.Join(", ", s_buildFiles)} file or a folder.");
    }

    // A solution beside the projects that it is about is what is meant.
    private static string[] BuildFilesIn(string folder)
    {
        string[] files =
        [
            .. Directory.GetFiles(folder)
                .Where(static file => s_buildFiles.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        string[] solutions = [.. files.Where(static file => Path.GetExtension(file) is ".sln" or ".slnx")];
        return solutions.Length > 0 ? solutions : [.. files.Where(static file => Path.GetExtension(file) != ".slnf")];
    }
}
