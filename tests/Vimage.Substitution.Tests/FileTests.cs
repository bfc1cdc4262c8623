using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>How the file is exchanged.</summary>
public sealed class FileTests : IDisposable
{
    private const string Source =
        "public static partial class State { [Virtualized] internal static int n; public static string Text() => V_n.ToString(); }";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vimage-file-");

    private string Assembly => Path.Combine(_directory.FullName, "program.dll");

    [Fact]
    public void TheFileIsExchanged_WithTheSymbolsBesideIt()
    {
        Emitted program = Write();
        SubstitutionResult result = SubstitutionFile.Rewrite(Assembly, []);
        Assert.Equal(1, result.Substituted);
        Assert.Empty(result.Remainders);
        Assert.Equal(result.Image.ToArray(), File.ReadAllBytes(Assembly));
        Assert.NotEqual(program.Image, result.Image.ToArray());
        Assert.Equal(program.Symbols, File.ReadAllBytes(Path.ChangeExtension(Assembly, ".pdb")));
        Assert.Equal(2, _directory.EnumerateFiles().Count());
    }

    [Fact]
    public void WhereNothingIsToDo_TheFileKeepsItsTime()
    {
        _ = Write();
        _ = SubstitutionFile.Rewrite(Assembly, []);
        DateTime before = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Assembly, before);
        Assert.Equal(0, SubstitutionFile.Rewrite(Assembly, []).Substituted);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Assembly));
    }

    [Fact]
    public void ARefusedFile_IsAsItWas()
    {
        byte[] nonsense = [1, 2, 3];
        File.WriteAllBytes(Assembly, nonsense);
        Assert.Equal("VIM0911", Assert.Throws<SubstitutionException>(() => SubstitutionFile.Rewrite(Assembly, [])).Code);
        Assert.Equal(nonsense, File.ReadAllBytes(Assembly));
    }

    [Fact]
    public void AMissingFile_IsNamed()
    {
        SubstitutionException exception = Assert.Throws<SubstitutionException>(() => SubstitutionFile.Rewrite(Assembly, []));
        Assert.Equal("VIM0910", exception.Code);
        Assert.Contains("program.dll", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private Emitted Write()
    {
        Emitted program = PlainTwin.Virtualized(Source);
        File.WriteAllBytes(Assembly, program.Image);
        File.WriteAllBytes(Path.ChangeExtension(Assembly, ".pdb"), program.Symbols!);
        return program;
    }
}
