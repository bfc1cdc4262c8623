namespace Vimage.Substitution;

/// <summary>Rewrites an assembly's file, and that of its symbols if need be: each wholly or not at all.</summary>
internal static class SubstitutionFile
{
    /// <summary>Rewrites a file. If there is nothing to replace, it keeps its time.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="references">The paths of the assemblies that it was compiled against.</param>
    /// <exception cref="SubstitutionException">It can't be read, rewritten or written; it is as it was.</exception>
    internal static SubstitutionResult Rewrite(string path, IEnumerable<string> references)
    {
        Dictionary<string, string> paths = new(StringComparer.OrdinalIgnoreCase);
        foreach (string reference in references)
        {
            paths[Path.GetFileNameWithoutExtension(reference)] = reference;
        }

        try
        {
            string symbolsPath = Path.ChangeExtension(path, ".pdb");
            using Stream? symbols = File.Exists(symbolsPath) ? new MemoryStream(File.ReadAllBytes(symbolsPath)) : null;
            SubstitutionResult result = AccessorSubstitution.Substitute(
                File.ReadAllBytes(path),
                symbols,
                name => paths.TryGetValue(name, out string? reference) ? OpenIfThere(reference) : null);
            if (result.Substituted > 0)
            {
                // First: symbols that fit no assembly are ignored, an assembly with another's symbols would mislead.
                if (result.Symbols is { } rewritten)
                {
                    Replace(symbolsPath, rewritten);
                }

                Replace(path, result.Image);
            }

            return result;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SubstitutionException(SubstitutionException.FileCode, exception.Message.TrimEnd('.'), exception);
        }
    }

    // Beside the file, so that it is the same volume and the exchange is one step.
    private static void Replace(string path, ReadOnlyMemory<byte> content)
    {
        string temporary = path + ".vimage";
        try
        {
            File.WriteAllBytes(temporary, content.ToArray());
            File.Replace(temporary, path, destinationBackupFileName: null);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static FileStream? OpenIfThere(string path) =>
        File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete) : null;
}
