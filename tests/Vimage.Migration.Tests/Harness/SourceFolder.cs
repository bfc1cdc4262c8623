using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming;

namespace Vimage.Migration.Tests.Harness;

/// <summary>A folder of C# files that a test makes, migrates and looks at.</summary>
internal sealed class SourceFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vimage-migration-");

    internal SourceFolder(params (string Name, string Text)[] files)
    {
        foreach ((string name, string text) in files)
        {
            string path = Path.Combine(Root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    internal string Root => _directory.FullName;

    internal string this[string name] => File.ReadAllText(Path.Combine(Root, name));

    internal Task<Codebase> LoadAsync(params string[] defineConstants) => CodebaseLoader.LoadAsync(
        Root, new LoadOptions { DefineConstants = defineConstants }, TestContext.Current.CancellationToken);

    internal async Task<RenameResult> RenameAsync(string[] globals, RenameOptions? options = null)
    {
        RenameResult result = Renamer.Rename(
            await LoadAsync(), GlobalsList.Parse("list", globals), options ?? new RenameOptions(), TestContext.Current.CancellationToken);
        if (result.IsSound)
        {
            Renamer.Commit(result, TestContext.Current.CancellationToken);
        }

        return result;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Asserts that renaming globals in one file gives another text, and that a second run changes nothing.</summary>
    internal static async Task Renames(string before, string globals, string after)
    {
        using SourceFolder folder = new(("File.cs", before));
        RenameResult result = await folder.RenameAsync(globals.Split(' '));
        Assert.True(result.IsSound, string.Join("\n", result.Errors));
        Assert.Empty(result.HandEdits);
        Assert.Equal(after, folder["File.cs"]);

        RenameResult again = await folder.RenameAsync(globals.Split(' '));
        Assert.Empty(again.Files);
    }
}
