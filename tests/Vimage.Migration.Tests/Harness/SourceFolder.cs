using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming;

namespace Vimage.Migration.Tests.Harness;

/// <summary>A folder of files that a test makes, migrates and looks at.</summary>
internal sealed class SourceFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vimage-migration-");

    internal SourceFolder(params (string Name, string Text)[] files)
    {
        foreach ((string name, string text) in files)
        {
            this[name] = text;
        }
    }

    internal string Root => _directory.FullName;

    internal string this[string name]
    {
        get => File.ReadAllText(PathOf(name));
        set
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
            File.WriteAllText(PathOf(name), value);
        }
    }

    internal string PathOf(string name) => Path.Combine(Root, name);

    internal Task<Codebase> LoadAsync(string target = "") =>
        CodebaseLoader.LoadAsync(PathOf(target), new LoadOptions(), TestContext.Current.CancellationToken);

    /// <summary>Works a rename out, and writes nothing.</summary>
    internal async Task<RenameResult> TryRenameAsync(string globals, OnError onError = OnError.Abort, string target = "") => Renamer.Rename(
        await LoadAsync(target),
        GlobalsList.Parse("list", globals.Split(' ')),
        new RenameOptions { OnError = onError },
        TestContext.Current.CancellationToken);

    internal async Task<RenameResult> RenameAsync(string globals, OnError onError = OnError.Abort, string target = "")
    {
        RenameResult result = await TryRenameAsync(globals, onError, target);
        Assert.True(result.IsSound, string.Join("\n", result.Errors));
        Renamer.Commit(result, TestContext.Current.CancellationToken);
        return result;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Asserts that renaming globals in one file gives another text, and that a second run changes nothing.</summary>
    internal static async Task<RenameResult> Renames(string before, string globals, string after)
    {
        using SourceFolder folder = new(("File.cs", before));
        RenameResult result = await folder.RenameAsync(globals);
        Assert.Empty(result.HandEdits);
        Assert.Equal(after, folder["File.cs"]);

        RenameResult again = await folder.RenameAsync(globals);
        Assert.Empty(again.Files);
        return result;
    }
}
