using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>A compiled library can be exchanged for its other mode without recompiling its users.</summary>
public sealed class SurfaceTests
{
    private const string Library = """
        using Vimage;
        [VnetModule("lib")]
        public static partial class Lib
        {
            [Virtualized] public static int count = 1;
            [Virtualized(ByRef = true)] public static long total;
            [Virtualized] internal static string name = "n";
            [Virtualized] private static int secret;
            [Virtualized] private partial struct State { public int graduated = 4; private int hidden; }
            [Virtualized] public static readonly int[] table = { 1 };
            [Virtualized] public static partial int P { get; internal set; } = 2;
            [Virtualized] public static partial event System.Action? E;
            public static void Raise() => V_E?.Invoke();
        }

        public partial class Generic<T> { [Virtualized] public static T? value; }
        """;

    [Fact]
    public void ThePublicAndInternalSignaturesAreTheSameInAllModes()
    {
        string globals = SignaturesOf("Globals");
        Assert.Equal(globals, SignaturesOf("Struct"));
        Assert.Equal(globals, SignaturesOf("Instance"));
        Assert.Contains("INIT_VNET_LIB", globals, StringComparison.Ordinal);
    }

    [Fact]
    public void GlobalsLeavesNoReferenceToTheRuntime()
    {
        byte[] image = VimageCompiler.Emit("Globals", "Lib", OptimizationLevel.Release, Library + "\nclass User { static void M() { var l = Lib.INIT_VNET_LIB(curvnet); l.V_count++; using var s = CURVNET_SET(curvnet); } }");
        using PEReader file = new(new MemoryStream(image));
        MetadataReader metadata = file.GetMetadataReader();
        IEnumerable<string> references = metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        Assert.DoesNotContain(references, static name => name.StartsWith("Vimage", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Globals", "Instance")]
    [InlineData("Globals", "Struct")]
    [InlineData("Instance", "Globals")]
    [InlineData("Struct", "Instance")]
    public void AUserCompiledAgainstOneModeRunsWithAnother(string compiledAgainst, string runsWith)
    {
        const string User = """
            using Vimage;
            public static class User
            {
                public static string Run(Vnet vnet)
                {
                    int heard = 0;
                    void Hear() => heard++;
                    Lib.E += Hear;
                    Lib.Raise();
                    Lib.E -= Hear;
                    var lib = Lib.INIT_VNET_LIB(vnet);
                    lib.V_count = 5;
                    lib.V_total = 7;
                    Generic<int>.V_value = 3;
                    Lib.V_graduated++;
                    System.Threading.Interlocked.Increment(ref Lib.V_total);
                    return $"{Lib.V_count} {lib.V_total} {Lib.V_table.Length} {Lib.P} {Lib.V_graduated} {Generic<int>.V_value} {heard}";
                }
            }
            """;
        byte[] reference = VimageCompiler.Emit(compiledAgainst, "Lib", OptimizationLevel.Release, Library);
        CSharpCompilation user = VimageCompiler.Parse("User", OptimizationLevel.Release, User)
            .AddReferences(MetadataReference.CreateFromImage(reference));
        using MemoryStream userImage = new();
        Assert.True(user.Emit(userImage, cancellationToken: TestContext.Current.CancellationToken).Success);

        AssemblyLoadContext context = new("exchange");
        context.LoadFromStream(new MemoryStream(VimageCompiler.Emit(runsWith, "Lib", OptimizationLevel.Release, Library)));
        userImage.Position = 0;
        MethodInfo run = context.LoadFromStream(userImage).GetType("User")!.GetMethod("Run")!;
        Assert.Equal("5 8 1 2 5 3 1", run.Invoke(null, [Vnet.Root]));
    }

    private static string SignaturesOf(string mode)
    {
        CSharpCompilation compilation = VimageCompiler.Generate(mode, VimageCompiler.Parse("Lib", OptimizationLevel.Release, Library));
        SymbolDisplayFormat format = SymbolDisplayFormat.CSharpErrorMessageFormat
            .WithMemberOptions(SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeType
                | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeModifiers);
        IEnumerable<string> lines =
            from type in new[] { "Lib", "Lib+VnetView", "Generic`1", "Generic`1+VnetView" }.Select(name => compilation.GetTypeByMetadataName(name)!)
            from member in type.GetMembers()
            where member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal
                && member is not IMethodSymbol { MethodKind: MethodKind.Constructor }
                && member.Name is not ("graduated" or "get_graduated" or "set_graduated") // a field or a property: whoever is compiled apart uses V_graduated
                && !member.Name.StartsWith("__Vnet", StringComparison.Ordinal)
            orderby member.ToDisplayString(format)
            select $"{type.DeclaredAccessibility} {type}: {member.ToDisplayString(format)}";
        return string.Join("\n", lines);
    }
}
