namespace Vimage.Migration.Loading;

/// <summary>Finds the folder that paths are shown, and diffs applied, relative to.</summary>
internal static class CommonFolder
{
    /// <summary>Returns the folder of a target; or the nearest around it that has all of the files, where some are linked from elsewhere.</summary>
    internal static string Of(string folder, IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            while (!IsIn(file, folder) && Path.GetDirectoryName(folder) is { } outer)
            {
                folder = outer;
            }
        }

        return folder;
    }

    private static bool IsIn(string file, string folder) =>
        file.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
