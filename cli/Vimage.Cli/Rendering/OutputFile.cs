using Vimage.Migration;

namespace Vimage.Cli.Rendering;

/// <summary>Writes files that an option names.</summary>
internal static class OutputFile
{
    /// <exception cref="MigrationException">The file can't be written.</exception>
    internal static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        try
        {
            await using FileStream stream = File.Create(path);
            await write(stream);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(MigrationExitCode.BadInput, $"'{path}' can't be written: {thrown.Message}");
        }
    }

    /// <exception cref="MigrationException">The file can't be written.</exception>
    internal static Task WriteAsync(string path, string text) => WriteAsync(path, async stream =>
    {
        await using StreamWriter writer = new(stream);
        await writer.WriteAsync(text);
    });
}
