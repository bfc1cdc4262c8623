using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>What is emitted, to be read by eye. The README shows the first of these.</summary>
public sealed class SnapshotTests
{
    private const string Fields = """
        using System.Collections.Generic;
        using Vimage;

        namespace Net;

        [VnetModule("inet")]
        public static partial class Inet
        {
            [Virtualized] public static int ttl = 64;
            [Virtualized(ByRef = true)] internal static long packets;
            [Virtualized] private static readonly List<string> s_log = new();
        }
        """;

    private const string StateStruct = """
        using System.Collections.Generic;
        using Vimage;

        namespace Net;

        [VnetModule("inet")]
        public static partial class Inet
        {
            [Virtualized]
            private partial struct State
            {
                /// <summary>Hops left.</summary>
                public int ttl = 64;
                private readonly List<string> _log = new();
                [Virtualized(ByRef = true)] internal long packets;
            }

            [Virtualized] internal static int marked = 1;
        }
        """;

    private const string Members = """
        using System;
        using Vimage;

        public partial class Outer<T>
        {
            private partial struct Inner
            {
                [Virtualized] public static partial int Count { get; private set; } = 1;
                [Virtualized] internal static partial ref T? Last { get; }
                [Virtualized] internal static partial event Action<T>? Changed;
                [VnetInit] private static void Init(Vnet vnet) => Count++;
                [VnetUninit] private static void Uninit() => Count = 0;
            }
        }
        """;

    [Theory]
    [InlineData("Globals")]
    [InlineData("Struct")]
    [InlineData("Instance")]
    public void Fields_OfANamedModule(string mode) => Matches($"Fields.{mode}", mode, Fields);

    [Theory]
    [InlineData("Globals")]
    [InlineData("Struct")]
    [InlineData("Instance")]
    public void PropertiesEventsAndHooks_OfANestedGenericType(string mode) => Matches($"Members.{mode}", mode, Members);

    [Theory]
    [InlineData("Globals")]
    [InlineData("Struct")]
    [InlineData("Instance")]
    public void AStateStruct_BesideAMarkedField(string mode) => Matches($"StateStruct.{mode}", mode, StateStruct);

    private static void Matches(string name, string mode, string source)
    {
        CSharpCompilation compilation = VimageCompiler.Generate(mode, VimageCompiler.Parse("App", OptimizationLevel.Debug, source));
        IEnumerable<string> files = compilation.SyntaxTrees
            .Skip(1)
            .Select(static tree => (Name: Path.GetFileName(tree.FilePath), Text: tree.ToString()))
            .OrderBy(static file => file.Name, StringComparer.Ordinal)
            .Select(static file => $"// ---- {file.Name}\n{file.Text}");
        Snapshot.Matches(name, string.Join("\n", files));
    }
}
