using Vimage.Migration.Loading;
using Vimage.Migration.Renaming;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>Real projects and solutions, loaded as MSBuild builds them.</summary>
public sealed class ProjectTests
{
    [Fact]
    public async Task ASolutionWithALibraryForTwoFrameworksAnAppAndALinkedFileGetsEachEditOnce()
    {
        using SourceFolder folder = new(
            ("src/All.slnx", """<Solution><Project Path="Lib/Lib.csproj" /><Project Path="App/App.csproj" /><Project Path="Old/Old.fsproj" /></Solution>"""),
            ("src/Old/Old.fsproj", "<Project />"),
            ("src/Lib/Lib.csproj", Project("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>", """<ItemGroup><Compile Include="../../shared/Shared.cs" /></ItemGroup>""")),
            ("src/App/App.csproj", Project("<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>", """<ItemGroup><ProjectReference Include="../Lib/Lib.csproj" /><Compile Include="../../shared/Shared.cs" /></ItemGroup>""")),
            ("shared/Shared.cs", "internal static class Shared { internal static int s; internal static int F() => s; }\n"),
            ("src/Lib/Lib.cs", """
                public class Lib
                {
                    public static int Count { get; set; } = 1;
                #if NET10_0_OR_GREATER
                    public static long n;
                    long F() => n + Shared.s + V(ref n);
                #else
                    public static int n;
                    int F() => n;
                #endif
                    static long V(ref long l) => l;
                #if NET9_0
                    long G() => n + Count;
                #endif
                }

                """),
            ("src/App/Program.cs", "System.Console.WriteLine(Lib.n + Lib.Count + Shared.s);\nstatic partial class P { static int p; [System.Text.RegularExpressions.GeneratedRegex(\"a\")] private static partial System.Text.RegularExpressions.Regex R(); static int G() => p; }\n"));
        await DotnetProcess.RunAsync(folder.PathOf("src/App"), "restore");
        RenameResult result = await folder.RenameAsync("Lib.n Shared.s P.p Lib.Count", target: "src/All.slnx");
        Assert.Equal(
            """
            using Vimage;

            public partial class Lib
            {
                [Virtualized] public static partial int Count { get; set; } = 1;
            #if NET10_0_OR_GREATER
                [Virtualized(ByRef = true)] public static long n;
                long F() => V_n + Shared.V_s + V(ref V_n);
            #else
                [Virtualized] public static int n;
                int F() => V_n;
            #endif
                static long V(ref long l) => l;
            #if NET9_0
                long G() => V_n + Count;
            #endif
            }

            """,
            folder["src/Lib/Lib.cs"]);
        Assert.Equal("using Vimage;\n\ninternal static partial class Shared { [Virtualized] internal static int s; internal static int F() => V_s; }\n", folder["shared/Shared.cs"]);
        Assert.StartsWith("using Vimage;\n\nSystem.Console.WriteLine(Lib.V_n + Lib.Count + Shared.V_s);\nstatic partial class P { [Virtualized] static int p;", folder["src/App/Program.cs"], StringComparison.Ordinal);
        Assert.EndsWith("static int G() => V_p; }\n", folder["src/App/Program.cs"], StringComparison.Ordinal);
        Assert.Equal(3, result.Files.Count);
        Assert.Empty(result.HandEdits);

        Codebase codebase = await folder.LoadAsync("src/All.slnx");
        Assert.Equal(["Lib(net8.0)", "Lib(net10.0)", "App"], codebase.Projects.Select(static project => project.Name).OrderByDescending(static name => name, StringComparer.Ordinal));
        Assert.Contains("Old.fsproj", Assert.Single(codebase.Remarks), StringComparison.Ordinal);
        Assert.Equal("src/Lib/Lib.cs", codebase.Show(folder.PathOf("src/Lib/Lib.cs")));
        Assert.DoesNotContain(codebase.Projects.SelectMany(static project => project.Files.Keys), static path => path.Contains("Regex", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatDependsOnTheFrameworkIsNotGuessed()
    {
        using SourceFolder folder = new(
            ("A.csproj", Project("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>")),
            ("A.cs", """
                static class A
                {
                    internal static int n;
                #if NET10_0_OR_GREATER
                    static int F(int n) => 0 +
                #else
                    static int F() => 0 +
                #endif
                    n;
                }

                """));
        await DotnetProcess.RunAsync(folder.Root, "restore");
        RenameResult result = await folder.RenameAsync("n");
        HandEdit edit = Assert.Single(result.HandEdits);
        Assert.Equal((9, true), (edit.Line, edit.Reason.Contains("something else in another", StringComparison.Ordinal)));
        Assert.Contains("    n;\n", folder["A.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task UsesInCodeThatTheBuildMakesAreLeftAndReportedWhereTheyComeFrom()
    {
        using SourceFolder folder = new(
            ("A.csproj", Project("<TargetFramework>net10.0</TargetFramework>", """<ItemGroup><Compile Include="obj/made/Made.cs" /></ItemGroup>""")),
            ("A.cs", "static class A { internal static int n; }\n"),
            ("obj/made/Made.cs", "static class Made\n{\n#line 7 \"Page.razor\"\n    static int F() => A.n;\n}\n"));
        await DotnetProcess.RunAsync(folder.Root, "restore");
        HandEdit edit = Assert.Single((await folder.RenameAsync("n")).HandEdits);
        Assert.Equal(7, edit.Line);
        Assert.EndsWith("Page.razor", edit.FilePath, StringComparison.Ordinal);
        Assert.Contains("A.n", folder["obj/made/Made.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<TargetFramework>net10.0</TargetFramework><LangVersion>13</LangVersion>", "'A.P' needs C# 14, and project 'A' is compiled as C# 13.0; set its LangVersion.")]
    [InlineData("<TargetFramework>netstandard2.0</TargetFramework><LangVersion>14</LangVersion>", "'A.P' is in project 'A', which is built for a framework older than .NET 8; build it for a newer one.")]
    public async Task AProjectThatIsTooOldIsSaidToBe(string properties, string message)
    {
        using SourceFolder folder = new(("A.csproj", Project(properties)), ("A.cs", "static class A { internal static int P { get; set; } }\n"));
        await DotnetProcess.RunAsync(folder.Root, "restore");
        MigrationException thrown = await Assert.ThrowsAsync<MigrationException>(() => folder.TryRenameAsync("P"));
        Assert.Equal((MigrationExitCode.BadInput, message), (thrown.ExitCode, thrown.Message));
    }

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>", "A.csproj")]
    [InlineData("<Project Sdk=\"No.Such.Sdk\" />", "No.Such.Sdk")]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", "is not restored")]
    public async Task AProjectThatDoesNotLoadOrIsNotRestoredIsAnError(string project, string part)
    {
        using SourceFolder folder = new(("A.csproj", project), ("A.cs", "class A { static int x; }"));
        MigrationException thrown = await Assert.ThrowsAsync<MigrationException>(() => folder.LoadAsync());
        Assert.Equal(MigrationExitCode.NotLoaded, thrown.ExitCode);
        Assert.Contains(part, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "does not exist")]
    [InlineData("not an assembly", "does not load")]
    public async Task AGeneratorThatDidNotLoadIsAnError(string? content, string reason)
    {
        using SourceFolder folder = new(
            ("A.csproj", Project("<TargetFramework>net10.0</TargetFramework>", """<ItemGroup><Analyzer Include="Gen.dll" /></ItemGroup>""")),
            ("A.cs", "class A { static int x; }"));
        if (content is not null)
        {
            folder["Gen.dll"] = content;
        }

        await DotnetProcess.RunAsync(folder.Root, "restore");
        MigrationException thrown = await Assert.ThrowsAsync<MigrationException>(() => folder.LoadAsync());
        Assert.Equal(MigrationExitCode.NotLoaded, thrown.ExitCode);
        Assert.Contains($"Gen.dll', which {reason}", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATargetThatIsMissingEmptyOrAmbiguousIsAnError()
    {
        using SourceFolder folder = new(("two/A.csproj", ""), ("two/B.csproj", ""), ("empty/readme.md", ""), ("other/a.txt", ""));
        Assert.Equal(
            [
                "does not exist.",
                "has neither a project nor C# files.",
                "has several projects or solutions: A.csproj, B.csproj. Name one of them.",
                "is neither a solution nor a C# project. Name a .sln, .slnx, .slnf, .csproj file or a folder.",
            ],
            await Task.WhenAll(new[] { "missing", "empty", "two", "other/a.txt" }.Select(async target =>
            {
                MigrationException thrown = await Assert.ThrowsAsync<MigrationException>(() => folder.LoadAsync(target));
                Assert.Equal(MigrationExitCode.BadInput, thrown.ExitCode);
                return thrown.Message[(thrown.Message.LastIndexOf('\'') + 2)..];
            })));
    }

    private static string Project(string properties, string items = "") =>
        $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{properties}{(properties.Contains("LangVersion", StringComparison.Ordinal) ? "" : "<LangVersion>14</LangVersion>")}</PropertyGroup>{items}</Project>""";
}
