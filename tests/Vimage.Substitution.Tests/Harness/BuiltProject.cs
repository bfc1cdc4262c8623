using System.Reflection;
using System.Runtime.Loader;
using Vimage.Generator;

namespace Vimage.Substitution.Tests.Harness;

/// <summary>A project in a folder of its own, with the properties and targets that the package has, built by <c>dotnet</c>.</summary>
internal sealed class BuiltProject : IDisposable
{
    private const string Program = """
        using System;
        using Vimage;

        internal static partial class Counter
        {
            [Virtualized] private static int count = 10;
            internal static int Next() => ++V_count;
        }

        internal static class Program
        {
            private static void Main() => Console.WriteLine($"{Counter.Next()} {Counter.Next()}");
        }
        """;

    private static readonly string s_repoRoot = typeof(BuiltProject).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(static attribute => attribute.Key == "RepoRoot").Value!;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vimage-build-");

    /// <summary>Makes the project.</summary>
    /// <param name="properties">Properties to set, as XML.</param>
    internal BuiltProject(string properties = "")
    {
        // Nothing of the folders around it.
        File.WriteAllText(PathOf("Directory.Build.props"), "<Project />");
        File.WriteAllText(PathOf("Directory.Build.targets"), "<Project />");
        File.WriteAllText(PathOf("Program.cs"), Program);
        File.WriteAllText(PathOf("Counting.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{s_repoRoot}runtime/Vimage.Runtime/buildTransitive/Vimage.props" />
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <InvariantGlobalization>true</InvariantGlobalization>
                <UseAppHost>false</UseAppHost>
                <VimageTaskAssembly>{typeof(AccessorSubstitution).Assembly.Location}</VimageTaskAssembly>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(Vnet).Assembly.Location}" />
                <Analyzer Include="{typeof(VimageGenerator).Assembly.Location}" />
              </ItemGroup>
              <Import Project="{s_repoRoot}runtime/Vimage.Runtime/buildTransitive/Vimage.targets" />
            </Project>
            """);
    }

    internal string PathOf(string file) => Path.Combine(_directory.FullName, file);

    /// <summary>Returns the path of a file among the compiler's outputs.</summary>
    internal string Intermediate(string configuration, string file = "Counting.dll") => PathOf($"obj/{configuration}/net10.0/{file}");

    internal string Output(string configuration, string file = "Counting.dll") => PathOf($"bin/{configuration}/net10.0/{file}");

    /// <summary>Runs a <c>dotnet</c> command in the project's folder.</summary>
    internal Task<string> Dotnet(int expectedExitCode, params string[] arguments) =>
        Package.Tests.Harness.Dotnet.Run(_directory.FullName, expectedExitCode, arguments);

    /// <summary>Builds. No build process stays behind, that would hold on to the task.</summary>
    internal Task<string> Build(string configuration, params string[] more) => Build(0, configuration, more);

    internal Task<string> Build(int expectedExitCode, string configuration, params string[] more)
    {
        string[] restored = File.Exists(PathOf("obj/project.assets.json")) ? ["--no-restore"] : [];
        return Dotnet(expectedExitCode, ["build", "-c", configuration, "-nologo", "-nodeReuse:false", "-v:n", .. restored, .. more]);
    }

    /// <summary>Returns whether an assembly of the project uses its static as a field.</summary>
    internal static bool IsExact(string path)
    {
        AssemblyLoadContext context = new("built", isCollectible: true);
        using MemoryStream image = new(File.ReadAllBytes(path));
        string text = IlText.OfAll(context.LoadFromStream(image))["Counter::Int32 Next()"];
        return text.Contains("stsfld Counter::Int32 count", StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
