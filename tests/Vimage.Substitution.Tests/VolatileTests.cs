using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using Microsoft.CodeAnalysis.Emit;
using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>Volatile fields: their instructions are longer than a call, so the method moves and its symbols follow.</summary>
public sealed class VolatileTests
{
    private const string State = """
        public static partial class State
        {
            [Virtualized] internal static volatile int flag;
            [Virtualized] internal static volatile bool stop;
            [Virtualized] internal static volatile string text = "a";
            [Virtualized(ByRef = true)] internal static volatile int counter;
            [Virtualized] internal static int plain;
        }

        public static partial class Cache<T> where T : class { [Virtualized] internal static volatile T value; }

        """;

    [Fact]
    public Task ReadsAndWrites_AreThoseOfPlainStatics() => PlainTwin.IsEqualedBy(State + """
        public static class Test
        {
            public static string Run()
            {
                State.V_flag = 3;
                State.V_flag += 4;
                int used = State.V_flag++ + --State.V_flag + (State.V_flag = 6);
                State.V_stop = !State.V_stop && State.V_flag > 3;
                State.V_text += State.V_stop ? "b" : "c";
                State.V_text ??= "d";
                State.V_counter = State.V_counter + State.V_flag;
                Interlocked.Increment(ref State.V_counter);
                Cache<string>.V_value = State.V_text;
                State.V_plain = State.V_flag;
                return used + State.V_flag.ToString() + State.V_text + State.V_text?.Length + State.V_counter + Cache<string>.V_value + State.V_plain;
            }

            public static int Get() => State.V_flag;
            public static void Set(int value) => State.V_flag = value;
        }
        """);

    [Fact]
    public Task BranchesThatBecomeTooLong_AreLong() => PlainTwin.IsEqualedBy(State + $$"""
        public static class Test
        {
            public static string Run()
            {
                int n = 0;
                for (int i = 0; i < 3; i++)
                {
                    {{string.Concat(Enumerable.Repeat("if (State.V_stop) { n += State.V_flag; } ", 9))}}
                    n++;
                    State.V_stop = true;
                    State.V_flag = i;
                }

                return n + " " + (State.V_flag switch { 0 => State.V_flag, 1 => 7, 2 => State.V_plain + 8, 3 => 9, 4 => State.V_counter, _ => -1 });
            }
        }
        """);

    [Fact]
    public Task ExceptionRegionsMoveAlong() => PlainTwin.IsEqualedBy(State + $$"""
        public static class Test
        {
            public static string Run()
            {
                string log = "";
                try
                {
                    try { {{string.Concat(Enumerable.Repeat("State.V_flag++; ", 18))}} throw new InvalidOperationException("x"); }
                    catch (Exception e) when (State.V_flag > 3 && e is InvalidOperationException) { State.V_flag++; log += e.Message; }
                    finally { State.V_flag += 2; log += State.V_flag; }

                    lock (State.V_text) { State.V_flag--; throw new ArgumentException("y"); }
                }
                catch (ArgumentException e) { log += e.Message + State.V_flag; }
                return log;
            }
        }
        """);

    [Fact]
    public Task AsyncMethodsAndIterators() => PlainTwin.IsEqualedBy(State + """
        public static class Test
        {
            public static async Task<string> Run()
            {
                State.V_flag = await Later(5);
                State.V_flag += await Later(2);
                await foreach (int each in Stream()) { int hoisted = State.V_flag; await Task.Yield(); State.V_flag = hoisted + each; }
                foreach (int each in Items()) { State.V_counter = State.V_counter + each; }
                return $"{State.V_flag} {State.V_counter}";
            }

            private static async Task<int> Later(int value) { await Task.Yield(); State.V_stop = !State.V_stop; return value; }
            private static IEnumerable<int> Items() { for (int i = State.V_flag; i > 0; i--) { yield return State.V_flag + i; } }
            private static async IAsyncEnumerable<int> Stream() { yield return State.V_flag; await Task.Yield(); yield return State.V_flag; }
        }
        """);

    [Theory]
    [InlineData(DebugInformationFormat.PortablePdb)]
    [InlineData(DebugInformationFormat.Embedded)]
    public async Task TheSymbolsStayTrue(DebugInformationFormat format)
    {
        const string Lines = State + """
            public static class Test
            {
                public static async Task<string> Run()
                {
                    State.V_flag = 1;
                    await Task.Yield();
                    try
                    {
                        State.V_flag = State.V_flag + 1;
                        State.V_stop = State.V_flag == 2;
                        Fail(State.V_stop);
                    }
                    catch (Exception e)
                    {
                        return State.V_flag + new System.Diagnostics.StackTrace(e, true).ToString().Split("line ")[1].Trim();
                    }

                    return "";
                }

                private static void Fail(bool stop)
                {
                    int before = State.V_flag;
                    State.V_flag = before;
                    if (State.V_flag == before) { throw new InvalidOperationException(); }
                }
            }
            """;
        string plain = await Emitted.Of(Twins.Plain(Prelude + Lines), format).Run();
        Emitted program = Emitted.Of(Twins.Virtualized(Prelude + Lines), format);
        SubstitutionResult result = program.Substitute();
        Assert.Empty(result.Remainders);
        Assert.Equal(format == DebugInformationFormat.PortablePdb, result.Symbols.HasValue);
        Assert.Equal(plain, await program.With(result).Run());
    }

    [Theory]
    [InlineData(DebugInformationFormat.PortablePdb)]
    [InlineData(DebugInformationFormat.Embedded)]
    public void ScopesStepsAndPoints_AreThoseOfThePlainProgram(DebugInformationFormat format)
    {
        const string Program = State + """
            public static class Test
            {
                public static async Task<int> Run(int[] all)
                {
                    foreach (int each in all)
                    {
                        int hoisted = State.V_flag;
                        await Task.Delay(State.V_flag);
                        { int inner = State.V_flag; State.V_flag = inner + each + hoisted; await Task.Yield(); State.V_flag += inner; }
                    }

                    return State.V_flag;
                }

                public static async void Forget() { await Task.Yield(); State.V_stop = true; }
                public static IEnumerable<int> Items() { int i = State.V_flag; yield return i; yield return State.V_flag + i; }
            }
            """;
        Emitted plain = Emitted.Of(Twins.Plain(Prelude + Program), format);
        Emitted program = Emitted.Of(Twins.Virtualized(Prelude + Program), format);
        SymbolText expected = SymbolText.Of(plain);
        SymbolText actual = SymbolText.Of(program.With(program.Substitute()));
        Assert.Contains(expected.Lines, static line => line.Contains("stepping", StringComparison.Ordinal));
        Assert.Contains(expected.Lines, static line => line.Contains("hoisted", StringComparison.Ordinal));
        Assert.All(expected.Lines, line => Assert.Contains(line, actual.Lines));
    }

    [Theory]
    [InlineData(DebugInformationFormat.PortablePdb)]
    [InlineData(DebugInformationFormat.Embedded)]
    public void TheChecksumIsThatOfTheSymbols(DebugInformationFormat format)
    {
        Emitted program = Emitted.Of(Twins.Virtualized(Prelude + State + "public static class Test { public static string Run() => State.V_text; }"), format);
        Emitted rewritten = program.With(program.Substitute());
        using PEReader file = new(new MemoryStream(rewritten.Image));
        Assert.True(file.TryOpenAssociatedPortablePdb(
            "program.dll", _ => rewritten.Symbols is null ? null : new MemoryStream(rewritten.Symbols), out MetadataReaderProvider? provider, out _));
        using (provider)
        {
            MetadataReader symbols = provider!.GetMetadataReader();
            byte[] bytes = SymbolText.BytesOf(symbols);
            Array.Clear(bytes, symbols.DebugMetadataHeader!.IdStartOffset, 20);
            DebugDirectoryEntry entry = file.ReadDebugDirectory().Single(static entry => entry.Type == DebugDirectoryEntryType.PdbChecksum);
            Assert.Equal(SHA256.HashData(bytes), file.ReadPdbChecksumDebugDirectoryData(entry).Checksum);
        }
    }

    [Fact]
    public async Task ManyMovedMethods_PushTheSectionsBehindThem()
    {
        string source = State + "public static class Test { public static string Run() { " + string.Concat(Enumerable.Range(0, 200).Select(static i => $"F{i}(); "))
            + "return State.V_flag.ToString(); }\n"
            + string.Concat(Enumerable.Range(0, 200).Select(static i => $"private static void F{i}() {{ State.V_flag += {i}; State.V_stop = State.V_flag > {i * 300}; }}\n")) + "}";
        byte[] resources = [.. Enumerable.Range(0, 3000).Select(static i => (byte)i)];
        Emitted program = Emitted.Of(Twins.Virtualized(Prelude + source), DebugInformationFormat.PortablePdb, Win32Resources.Of(resources));
        SubstitutionResult result = program.Substitute();
        Emitted rewritten = program.With(result);
        Assert.Empty(result.Remainders);
        Assert.Equal("19900", await rewritten.Run());

        using PEReader before = new(new MemoryStream(program.Image));
        using PEReader after = new(new MemoryStream(rewritten.Image));
        Assert.NotEqual(
            before.PEHeaders.PEHeader!.ResourceTableDirectory.RelativeVirtualAddress,
            after.PEHeaders.PEHeader!.ResourceTableDirectory.RelativeVirtualAddress);
        Assert.Equal(resources, Win32Resources.Read(after));
        Assert.All(after.PEHeaders.SectionHeaders.Zip(after.PEHeaders.SectionHeaders.Skip(1)), static pair =>
            Assert.True(pair.First.VirtualAddress + pair.First.VirtualSize <= pair.Second.VirtualAddress));
    }

    [Fact]
    public void TheSameInput_GivesTheSameOutput_WhichIsLeftAsItIs()
    {
        Emitted program = PlainTwin.Virtualized(State + "public static class Test { public static string Run() => State.V_text + State.V_flag; }");
        SubstitutionResult first = program.Substitute();
        Assert.Equal(first.Image.ToArray(), program.Substitute().Image.ToArray());
        SubstitutionResult again = program.With(first).Substitute();
        Assert.Equal(0, again.Substituted);
        Assert.Equal(first.Image.ToArray(), again.Image.ToArray());
    }

    private const string Prelude = "using System; using System.Collections.Generic; using System.Threading.Tasks; using Vimage;\n";
}
