using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>What of the file changes, and what must not.</summary>
public sealed class ImageTests
{
    private const string Source = """
        using System;
        using System.Diagnostics;
        using System.Runtime.CompilerServices;
        using Vimage;
        public static partial class Cache<T> { [Virtualized] internal static T value; }
        public static partial class State { [Virtualized] internal static int n = 3; [Virtualized(ByRef = true)] internal static int m; }
        public static class Test
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            public static string Run()
            {
                Cache<int>.V_value = State.V_n;
                State.V_m = State.V_n + Cache<int>.V_value;
                return State.V_n.ToString() + Line(State.V_m);
            }
            [MethodImpl(MethodImplOptions.NoInlining)]
            private static string Line(int m) =>
                m + " " + new StackTrace(fNeedFileInfo: true).GetFrame(1)
                    .GetFileLineNumber();
        }
        """;

    private static CSharpCompilation Compilation => Twins.Virtualized(Source);

    [Theory]
    [InlineData(DebugInformationFormat.PortablePdb)]
    [InlineData(DebugInformationFormat.Embedded)]
    public async Task TheFileKeepsItsLength_AndTheSymbolsStayTrue(DebugInformationFormat format)
    {
        Emitted program = Emitted.Of(Compilation, format);
        SubstitutionResult result = program.Substitute();
        Assert.Equal(program.Image.Length, result.Image.Length);
        Assert.Equal(7, result.Substituted);
        Assert.Empty(result.Remainders);

        // Embedded or apart, they are found by the identity that the file has in its debug directory, and give the line of the call.
        Emitted rewritten = program.With(result);
        using PEReader file = new(new MemoryStream(rewritten.Image));
        Assert.True(file.TryOpenAssociatedPortablePdb(
            "program.dll", _ => rewritten.Symbols is null ? null : new MemoryStream(rewritten.Symbols), out MetadataReaderProvider? symbols, out _));
        symbols!.Dispose();
        Assert.Equal("36 14", await rewritten.Run());
    }

    [Fact]
    public void OnlyCodeAndReferencesChange()
    {
        Emitted program = Emitted.Of(Compilation);
        byte[] rewritten = program.Substitute().Image.ToArray();
        using PEReader file = new(new MemoryStream(program.Image));
        MetadataReader metadata = file.GetMetadataReader();
        HashSet<int> code = [];
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            int address = metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
            if (address != 0)
            {
                SectionHeader section = file.PEHeaders.SectionHeaders[file.PEHeaders.GetContainingSectionIndex(address)];
                int start = address - section.VirtualAddress + section.PointerToRawData;
                code.UnionWith(Enumerable.Range(start, file.GetMethodBody(address).Size));
            }
        }

        int table = file.PEHeaders.MetadataStartOffset
            + System.Reflection.Metadata.Ecma335.MetadataReaderExtensions.GetTableMetadataOffset(metadata, System.Reflection.Metadata.Ecma335.TableIndex.MemberRef);
        int rows = metadata.MemberReferences.Count
            * System.Reflection.Metadata.Ecma335.MetadataReaderExtensions.GetTableRowSize(metadata, System.Reflection.Metadata.Ecma335.TableIndex.MemberRef);
        int[] changed = [.. Enumerable.Range(0, rewritten.Length).Where(i => rewritten[i] != program.Image[i])];
        Assert.Contains(changed, i => i >= table && i < table + rows);
        Assert.All(changed, i => Assert.True(code.Contains(i) || (i >= table && i < table + rows), $"byte {i}"));
    }

    [Fact]
    public void TheSameInput_GivesTheSameOutput_WhichIsLeftAsItIs()
    {
        Emitted program = Emitted.Of(Compilation);
        byte[] before = [.. program.Image];
        SubstitutionResult first = program.Substitute();
        Assert.Equal(first.Image.ToArray(), program.Substitute().Image.ToArray());
        Assert.Equal(before, program.Image);
        SubstitutionResult again = program.With(first).Substitute();
        Assert.Equal(0, again.Substituted);
        Assert.Equal(first.Image.ToArray(), again.Image.ToArray());
    }

    [Fact]
    public async Task ManyNamesAndSignatures_MakeWideReferences()
    {
        // More than 64 KB of names and of signatures, so that references to the heaps take four bytes.
        string fields = string.Join("\n", Enumerable.Range(0, 1500).Select(static i =>
            $"internal static (int, {string.Join(", ", Enumerable.Range(0, 12).Select(bit => (i >> bit & 1) == 0 ? "int" : "string"))}) aFieldWithAVeryLongNameSoThatThereAreManyNames{i};"));
        string source = Source + "\npublic static class Wide {\n" + fields + "\n}";
        Emitted program = Emitted.Of(Twins.Virtualized(source));
        SubstitutionResult result = program.Substitute();
        Assert.Equal(7, result.Substituted);
        Assert.StartsWith("36 ", await program.With(result).Run(), StringComparison.Ordinal);
    }

    [Fact]
    public void ALargeAssembly_TakesLittleTime()
    {
        string source = string.Join("\n", Enumerable.Range(0, 400).Select(static i =>
            $$"""
            public static partial class Module{{i}}
            {
                [Vimage.Virtualized] internal static int n, m; [Vimage.Virtualized] internal static System.DateTime time;
                internal static string Do(int k) { for (int i = 0; i < V_n; i++) { V_m += i; V_n--; k += V_time.Year; } return V_n.ToString() + V_m.ToString() + k; }
            }
            """));
        Emitted program = Emitted.Of(Twins.Virtualized(source));
        _ = program.Substitute();
        Stopwatch watch = Stopwatch.StartNew();
        SubstitutionResult result = program.Substitute();
        Assert.Equal(400 * 8, result.Substituted);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }
}
