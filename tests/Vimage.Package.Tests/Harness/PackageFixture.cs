using System.Reflection;
using Vimage.Package.Tests.Harness;

[assembly: AssemblyFixture(typeof(PackageFixture))]

namespace Vimage.Package.Tests.Harness;

/// <summary>
/// Packs the repository once, into a folder that serves the consumers as a source of packages; or, where the environment
/// variable <c>VIMAGE_PACKAGES</c> names a folder below the repository's root with packages, takes what is there.
/// </summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private static readonly string s_repoRoot = typeof(PackageFixture).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(static attribute => attribute.Key == "RepoRoot").Value!;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vimage-package-");

    public string Feed { get; private set; } = "";

    public string Version { get; private set; } = "";

    public string PackagePath => Path.Combine(Feed, $"Vimage.{Version}.nupkg");

    public string Cache => Path.Combine(_directory.FullName, "cache");

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("VIMAGE_PACKAGES") is { Length: > 0 } packed)
        {
            Feed = Path.Combine(s_repoRoot, packed);
            string package = Assert.Single(Directory.GetFiles(Feed, "Vimage.?.*.nupkg"));
            Version = Path.GetFileNameWithoutExtension(package)["Vimage.".Length..];
            return;
        }

        Feed = Path.Combine(_directory.FullName, "feed");
        Version = "0.0.1-test";
        _ = await Dotnet.Run(
            s_repoRoot, 0, "pack", "runtime/Vimage.Runtime", "-c", "Release", "-o", Feed, $"-p:Version={Version}", "-nologo");
    }

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes a console project that references the package.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="program">Its only source file.</param>
    /// <param name="framework">Its target framework.</param>
    /// <param name="referenceAttributes">What the reference says besides name and version.</param>
    public ConsumerProject CreateConsumer(string name, string program, string framework = "net10.0", string referenceAttributes = "")
    {
        string directory = Path.Combine(_directory.FullName, name);
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="local" value="{Feed}" /></packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(directory, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <NoWarn>CA1303;CA1515;CA1707;CA1812;CA2211</NoWarn>
                <RestorePackagesPath>{Cache}</RestorePackagesPath>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Vimage" Version="{Version}" {referenceAttributes} /></ItemGroup>
            </Project>
            """);
        ConsumerProject project = new(directory, name, framework);
        project.Write("Program.cs", program);
        return project;
    }
}
