using System.Security.Cryptography;
using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>What the build does, with the properties and targets of the package.</summary>
public sealed class BuildTests
{
    [Fact]
    public async Task AnOptimisedBuild_IsExact_WhereverTheAssemblyGoes()
    {
        using BuiltProject project = new();
        string output = await project.Build("Release");
        Assert.Contains("2 accessor calls in", output, StringComparison.Ordinal);
        Assert.Contains("0 uses differ from plain statics.", output, StringComparison.Ordinal);
        Assert.True(BuiltProject.IsExact(project.Intermediate("Release")));
        Assert.Equal(File.ReadAllBytes(project.Intermediate("Release")), File.ReadAllBytes(project.Output("Release")));
        Assert.Equal("11 12", (await project.Dotnet(0, project.Output("Release"))).Trim());

        _ = await project.Dotnet(0, "publish", "--no-build", "-c", "Release", "-nologo", "-nodeReuse:false");
        Assert.Equal(File.ReadAllBytes(project.Intermediate("Release")), File.ReadAllBytes(project.Output("Release", "publish/Counting.dll")));
    }

    [Fact]
    public async Task WhatWasCompiledBefore_IsNotCompiledOrRewrittenAgain_UnlessASettingChanges()
    {
        using BuiltProject project = new();
        await project.Build("Release");
        byte[] reference = File.ReadAllBytes(project.Intermediate("Release", "ref/Counting.dll"));
        DateTime written = File.GetLastWriteTimeUtc(project.Intermediate("Release"));

        string output = await project.Build("Release");
        Assert.DoesNotContain("accessor calls in", output, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(project.Intermediate("Release")));

        await project.Build("Release", "-p:VimageExact=false");
        Assert.False(BuiltProject.IsExact(project.Output("Release")));
        Assert.Equal(reference, File.ReadAllBytes(project.Intermediate("Release", "ref/Counting.dll")));

        await project.Build("Release", "-p:VimageMode=Struct");
        Assert.False(BuiltProject.IsExact(project.Output("Release")));

        await project.Build("Release");
        Assert.True(BuiltProject.IsExact(project.Output("Release")));
        await project.Dotnet(0, "clean", "-c", "Release", "-nologo");
        Assert.Empty(Directory.EnumerateFiles(project.PathOf("obj/Release"), "*.stamp", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("portable", ":line 15")]
    [InlineData("embedded", ":line 15")]
    [InlineData("none", "Program.Main()")]
    public async Task VolatileStatics_AreExactToo_AndTheSymbolsSayTheRightLine(string debugType, string place)
    {
        using BuiltProject project = new($"<DebugType>{debugType}</DebugType>");
        await File.WriteAllTextAsync(
            project.PathOf("Program.cs"),
            """
            using System;
            using Vimage;

            internal static partial class Counter
            {
                [Virtualized] internal static volatile int count = 10;
            }

            internal static class Program
            {
                private static void Main()
                {
                    Counter.V_count = Counter.V_count + Counter.V_count;
                    Console.WriteLine(Counter.V_count);
                    Console.WriteLine(Environment.StackTrace);
                }
            }
            """,
            TestContext.Current.CancellationToken);
        string output = await project.Build("Release");
        Assert.Contains("4 accessor calls in", output, StringComparison.Ordinal);
        Assert.Contains("0 uses differ from plain statics.", output, StringComparison.Ordinal);
        string printed = await project.Dotnet(0, project.Output("Release"));
        Assert.StartsWith("20", printed, StringComparison.Ordinal);
        Assert.EndsWith(place, printed.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADebugBuild_KeepsTheCalls_UnlessToldOtherwise()
    {
        using BuiltProject project = new();
        await project.Build("Debug");
        Assert.False(BuiltProject.IsExact(project.Output("Debug")));
        await project.Build("Debug", "-p:VimageExact=true");
        Assert.True(BuiltProject.IsExact(project.Output("Debug")));
    }

    [Fact]
    public async Task ASignature_IsAnErrorThatSaysWhatToDo()
    {
        using BuiltProject project = new("<SignAssembly>true</SignAssembly><AssemblyOriginatorKeyFile>key.snk</AssemblyOriginatorKeyFile>");
        using (RSACryptoServiceProvider rsa = new(2048))
        {
            File.WriteAllBytes(project.PathOf("key.snk"), rsa.ExportCspBlob(includePrivateParameters: true));
        }

        string output = await project.Build(1, "Release");
        Assert.Contains("error VIM0913", output, StringComparison.Ordinal);
        Assert.Contains("PublicSign", output, StringComparison.Ordinal);
        await project.Build("Release", "-p:PublicSign=true");
        Assert.True(BuiltProject.IsExact(project.Output("Release")));
    }

    [Fact]
    public async Task AnEditorsQuestions_DoNotRunTheTask()
    {
        using BuiltProject project = new("<VimageTaskAssembly>missing.dll</VimageTaskAssembly>");
        _ = await project.Dotnet(0, "restore", "-nologo");
        _ = await project.Dotnet(
            0,
            "msbuild",
            "-t:Compile",
            "-p:Configuration=Release",
            "-p:DesignTimeBuild=true",
            "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true",
            "-nologo",
            "-nodeReuse:false");
    }
}
