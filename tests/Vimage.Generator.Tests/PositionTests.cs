using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>Where hooks run, and what an assembly says of the modules it was compiled against.</summary>
public sealed class PositionTests
{
    private const string Library = """
        using Vimage;
        [VnetModule("layout-lib")]
        public static partial class Lib { [Virtualized] public static int ttl = 64; [Virtualized] public static System.Collections.Generic.List<int>? list; }
        """;

    private static int s_modules;

    [Fact]
    public Task HooksRunByPosition_InEachMode() => ThreeModes.RunsTheSame(
        "0,1,2,3",
        """
        public static partial class M
        {
            [Virtualized] public static List<int> log = new() { 0 };
            [VnetInit(VnetSubsystem.Late - 1, order: VnetOrder.Any)] private static void Third() => V_log.Add(3);
            [VnetInit] private static void Second() => V_log.Add(2);
            [VnetInit(0x2000000)] private static void First(Vnet vnet) => V_log.Add(1);
        }

        public static class Test
        {
            public static string Run() => string.Join(",", M.V_log);
        }
        """);

    [Fact]
    public void TheNumbersAreTheRuntimes()
    {
        IEnumerable<KeyValuePair<string, int>> declared = new[] { typeof(VnetSubsystem), typeof(VnetOrder) }
            .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(static field => KeyValuePair.Create($"{field.DeclaringType!.Name}.{field.Name}", (int)field.GetRawConstantValue()!));
        Assert.Equal(declared.OrderBy(static each => each.Key), HookNumbers.Known.OrderBy(static each => each.Key));
    }

    [Fact]
    public void APositionThatHasToBeComputedIsAnErrorThatSaysSo()
    {
        CSharpCompilation compilation = VimageCompiler.Generate("Instance", VimageCompiler.Parse("App", OptimizationLevel.Debug, """
            using Vimage;
            public static partial class M { const int Mine = 5; [VnetInit(Mine * 2)] static void Init() { } }
            """));
        Diagnostic error = Assert.Single(compilation.GetDiagnostics(TestContext.Current.CancellationToken), static each => each.Severity == DiagnosticSeverity.Error);
        Assert.Contains("Init runs has to be a number", error.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("Mine * 2", error.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static int ttl = 64; [Virtualized] public static global::System.Collections.Generic.List<int> list = new(); [Virtualized] public static long added;", null)]
    [InlineData("public static long ttl = 64; [Virtualized] public static System.Collections.Generic.List<int>? list;", "'ttl' is long instead of int")]
    [InlineData("public static int ttl = 64;", "'list' is gone")]
    public void AnAssemblyThatWasCompiledAgainstOtherVariablesIsToldSo(string variables, string? fault)
    {
        // Of its own: what another case was compiled against may be in memory still.
        string module = $"layout-lib{Interlocked.Increment(ref s_modules)}";
        byte[] compiledAgainst = VimageCompiler.Emit("Instance", "Lib", OptimizationLevel.Release, Library.Replace("layout-lib", module, StringComparison.Ordinal));
        CSharpCompilation user = VimageCompiler.Generate("Instance", VimageCompiler.Parse("User", OptimizationLevel.Release, """
            using Vimage;
            public static partial class User { [Virtualized] public static int x; }
            """).AddReferences(MetadataReference.CreateFromImage(compiledAgainst)));
        using MemoryStream userImage = new();
        Assert.True(user.Emit(userImage, cancellationToken: TestContext.Current.CancellationToken).Success);
        userImage.Position = 0;
        byte[] present = VimageCompiler.Emit("Instance", "Lib", OptimizationLevel.Release, $$"""
            using Vimage;
            [VnetModule("{{module}}")]
            public static partial class Lib { [Virtualized] {{variables}} }
            """);

        System.Runtime.Loader.AssemblyLoadContext context = new("layouts", isCollectible: true);
        VnetModules.Load(context.LoadFromStream(new MemoryStream(present)));
        Assembly arriving = context.LoadFromStream(userImage);
        if (fault is null)
        {
            VnetModules.Load(arriving);
        }
        else
        {
            VnetLayoutException thrown = Assert.Throws<VnetLayoutException>(() => VnetModules.Load(arriving));
            Assert.Contains(fault, thrown.Message, StringComparison.Ordinal);
            Assert.Contains($"'User' was compiled against vnet module '{module}'", thrown.Message, StringComparison.Ordinal);
        }

        VnetModules.Unload(context);
    }
}
