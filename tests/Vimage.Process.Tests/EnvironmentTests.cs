using System.Diagnostics;

namespace Vimage.Process.Tests;

/// <summary>Environment variables and the current directory.</summary>
public sealed class EnvironmentTests
{
    private const string Name = "VIMAGE_PROCESS_TESTS";

    [Fact]
    public async Task AVnet_BeginsWithACopyOfItsParentsVariables()
    {
        await using Pair vnets = new();
        vnets.Parent.Run(static () => VnetEnvironment.SetEnvironmentVariable(Name, "parent"));
        Assert.Equal("parent", vnets.Child.Run(Get));
        vnets.Parent.Run(static () => VnetEnvironment.SetEnvironmentVariable(Name, "later"));
        Assert.Equal("parent", vnets.Child.Run(Get));
        vnets.Child.Run(static () => VnetEnvironment.SetEnvironmentVariable(Name, null));
        Assert.Null(vnets.Child.Run(Get));
        Assert.Equal("later", vnets.Parent.Run(Get));
        Assert.Null(Environment.GetEnvironmentVariable(Name));
    }

    [Fact]
    public void InTheRoot_ItIsTheProcesss()
    {
        const string Own = Name + "_ROOT";
        VnetEnvironment.SetEnvironmentVariable(Own, "1");
        Assert.Equal("1", Environment.GetEnvironmentVariable(Own));
        Assert.Equal(Environment.CurrentDirectory, VnetEnvironment.CurrentDirectory);
    }

    [Theory]
    [InlineData("a=b")]
    [InlineData("a\0b")]
    [InlineData("")]
    public async Task AMalformedName_IsRefused(string name)
    {
        await using Pair vnets = new();
        vnets.Parent.Run(() => Assert.Throws<ArgumentException>(() => VnetEnvironment.SetEnvironmentVariable(name, "x")));
    }

    [Fact]
    public async Task APath_IsRelativeToTheDirectoryOfTheVnet()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("vimage-process-tests-");
        await using Pair vnets = new();
        vnets.Parent.Run(() => VnetEnvironment.CurrentDirectory = directory.FullName);
        directory.CreateSubdirectory("below");
        vnets.Child.Run(static () => VnetEnvironment.CurrentDirectory = "below");
        Assert.Equal(Path.Combine(directory.FullName, "below", "file"), vnets.Child.Run(static () => VnetEnvironment.GetFullPath("file")));
        Assert.Equal(Path.Combine(directory.FullName, "file"), vnets.Parent.Run(static () => VnetEnvironment.GetFullPath("file")));
        DirectoryNotFoundException thrown = Assert.Throws<DirectoryNotFoundException>(
            () => vnets.Parent.Run(static () => VnetEnvironment.CurrentDirectory = "missing"));
        Assert.Contains(vnets.Parent.FullName, thrown.Message, StringComparison.Ordinal);
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task AProcessThatIsStarted_InheritsFromTheVnet()
    {
        await using Pair vnets = new();
        ProcessStartInfo start = new("printenv", [Name]) { RedirectStandardOutput = true };
        vnets.Parent.Run(() =>
        {
            VnetEnvironment.SetEnvironmentVariable(Name, "inherited");
            VnetEnvironment.ApplyTo(start);
        });
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        Assert.Equal("inherited\n", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static string? Get() => VnetEnvironment.GetEnvironmentVariable(Name);
}
