using System.IO.Compression;
using Vimage.Package.Tests.Harness;

namespace Vimage.Package.Tests;

/// <summary>What is in the package.</summary>
public sealed class PackageTests(PackageFixture package)
{
    [Theory]
    [InlineData("lib/net8.0/Vimage.Runtime.dll")]
    [InlineData("lib/net8.0/Vimage.Runtime.xml")]
    [InlineData("lib/net10.0/Vimage.Runtime.dll")]
    [InlineData("analyzers/dotnet/cs/Vimage.Generator.dll")]
    [InlineData("analyzers/dotnet/cs/Vimage.Analyzers.dll")]
    [InlineData("analyzers/dotnet/cs/Vimage.CodeFixes.dll")]
    [InlineData("tasks/netstandard2.0/Vimage.Substitution.dll")]
    [InlineData("buildTransitive/Vimage.props")]
    [InlineData("buildTransitive/Vimage.targets")]
    [InlineData("README.md")]
    public void ThePackageContains(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PackagePath);
        Assert.Contains(path, archive.Entries.Select(static entry => entry.FullName));
    }

    [Fact]
    public void SymbolsArePackedBesideIt() => Assert.True(File.Exists(Path.ChangeExtension(package.PackagePath, "snupkg")));
}
