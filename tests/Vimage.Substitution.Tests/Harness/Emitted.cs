using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Vimage.Substitution.Tests.Harness;

/// <summary>A compiled program.</summary>
/// <param name="Image">The assembly's file.</param>
/// <param name="Symbols">The portable PDB's, if it is a file of its own.</param>
internal sealed record Emitted(byte[] Image, byte[]? Symbols)
{
    /// <summary>Compiles to a file; fails the test on an error.</summary>
    internal static Emitted Of(CSharpCompilation compilation, DebugInformationFormat symbols = DebugInformationFormat.PortablePdb, Stream? resources = null)
    {
        using MemoryStream image = new();
        using MemoryStream pdb = new();
        bool isApart = symbols == DebugInformationFormat.PortablePdb;
        EmitResult result = compilation.Emit(image, isApart ? pdb : null, win32Resources: resources, options: new EmitOptions(debugInformationFormat: symbols));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static each => each.Severity == DiagnosticSeverity.Error)));
        return new Emitted(image.ToArray(), isApart ? pdb.ToArray() : null);
    }

    /// <summary>Substitutes, with the references that the program was compiled against.</summary>
    internal SubstitutionResult Substitute() => AccessorSubstitution.Substitute(
        Image, Symbols is null ? null : new MemoryStream(Symbols), OpenReference);

    internal Emitted With(SubstitutionResult result) => new(result.Image.ToArray(), result.Symbols?.ToArray() ?? Symbols);

    /// <summary>Loads the program and its symbols.</summary>
    internal Assembly Load() => new AssemblyLoadContext("program", isCollectible: true).LoadFromStream(
        new MemoryStream(Image), Symbols is null ? null : new MemoryStream(Symbols));

    /// <summary>Runs the program's <c>Test.Run</c>.</summary>
    internal async Task<string> Run()
    {
        object result = Load().GetType("Test", throwOnError: true)!.GetMethod("Run")!.Invoke(null, null)!;
        return result is Task<string> task ? await task : (string)result;
    }

    private static MemoryStream? OpenReference(string name) =>
        Net100.ReferenceInfos.All.Where(reference => reference.FileName == name + ".dll")
            .Select(static reference => new MemoryStream(reference.ImageBytes))
            .FirstOrDefault();
}
