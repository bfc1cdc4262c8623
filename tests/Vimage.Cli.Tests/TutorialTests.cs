using System.Reflection;
using System.Runtime.CompilerServices;
using Vimage.Cli.Tests.Harness;

namespace Vimage.Cli.Tests;

/// <summary>The tutorial's commands are run, and print what the page says.</summary>
public sealed class TutorialTests : IDisposable
{
    private const string Refresh = "VIMAGE_UPDATE_DOCS";

    private static readonly string s_root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("vimage-tutorial-");

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task EachCommandPrintsWhatThePageSays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The page is written for a shell.");
        string folder = Path.Combine(_scratch.FullName, "Legacy");
        CopyProgram(folder);
        WriteLauncher();
        string path = Path.Combine(s_root, "docs", "migrating.md");
        string page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Tutorial tutorial = new(folder, new Dictionary<string, string> { [folder + "/"] = "", [folder] = "." }, () => AddPackage(folder));
        string replayed = await tutorial.ReplayAsync(page);
        if (Environment.GetEnvironmentVariable(Refresh) == "1")
        {
            await File.WriteAllTextAsync(path, replayed, TestContext.Current.CancellationToken);
        }

        Assert.Equal(replayed, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    private static void CopyProgram(string folder)
    {
        string source = Path.Combine(s_root, "samples", "Legacy");
        Directory.CreateDirectory(Path.Combine(folder, "Basic"));
        foreach (string file in (string[])[.. Directory.GetFiles(Path.Combine(source, "Basic")), Path.Combine(source, "Program.cs"), Path.Combine(source, "Legacy.csproj")])
        {
            File.Copy(file, Path.Combine(folder, Path.GetRelativePath(source, file)));
        }
    }

    private void WriteLauncher()
    {
        string launcher = Path.Combine(_scratch.FullName, "vimage");
        File.WriteAllText(launcher, $"#!/bin/sh\nexec dotnet exec \"{typeof(Program).Assembly.Location}\" \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(launcher, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    // What the package would bring, from where this build has put it.
    private static void AddPackage(string folder)
    {
        string configuration = typeof(TutorialTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string Built(string project, string framework) => Path.Combine(s_root, project, "bin", configuration, framework, Path.GetFileName(project) + ".dll");
        string runtime = Path.Combine(s_root, "runtime", "Vimage.Runtime");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), $"""
            <Project>
              <Import Project="{runtime}/buildTransitive/Vimage.props" />
              <PropertyGroup>
                <VimageTaskAssembly>{Built("generator/Vimage.Substitution", "netstandard2.0")}</VimageTaskAssembly>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Built("runtime/Vimage.Runtime", "net10.0")}" />
                <Analyzer Include="{Built("generator/Vimage.Generator", "netstandard2.0")}" />
              </ItemGroup>
              <Import Project="{runtime}/buildTransitive/Vimage.targets" />
            </Project>
            """);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
