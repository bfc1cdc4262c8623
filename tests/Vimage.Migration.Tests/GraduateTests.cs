using Vimage.Migration.Graduating;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>Marked fields are moved into a state struct, with all that belongs to them; and back, byte for byte.</summary>
public sealed class GraduateTests
{
    private const string RecordName = "vimage.graduated.diff";
    private const string Marked = "using Vimage;\nstatic partial class M\n{\n    [Virtualized] static int x = 1;\n    static int F() => V_x;\n}\n";

    [Fact]
    public Task WithCommentsInitializersAndOptions_AndTheUsesStay() => Graduates(
        """
        using System.Threading;
        using Vimage;

        /// <summary>Internet.</summary>
        static partial class Inet
        {
            /// <summary>Hops left.</summary>
            [Virtualized] public static int ttl = 64; // RFC 1700
            [Virtualized(ByRef = true)]
            internal static long packets;

            // What was sent.
            [Virtualized] private static readonly string[] s_names =
            {
                "a", // first
                "b",
            };

            internal const int Max = 255;

            static void Send()
            {
                V_ttl--;
                Interlocked.Increment(ref V_packets);
            }

            [Virtualized] static volatile bool on, off;

            static bool IsOn() => V_on && V_s_names.Length > 0;
        }
        """,
        """
        using System.Threading;
        using Vimage;

        /// <summary>Internet.</summary>
        static partial class Inet
        {
            [Virtualized]
            private partial struct State
            {
                /// <summary>Hops left.</summary>
                public int ttl = 64; // RFC 1700
                [Virtualized(ByRef = true)]
                internal long packets;

                // What was sent.
                private readonly string[] s_names =
                {
                    "a", // first
                    "b",
                };

                volatile bool on, off;
            }

            internal const int Max = 255;

            static void Send()
            {
                V_ttl--;
                Interlocked.Increment(ref V_packets);
            }

            static bool IsOn() => V_on && V_s_names.Length > 0;
        }
        """);

    [Fact]
    public Task StringsOverSeveralLinesStay_AndBracesAtLineEndsToo() => Graduates(
        """"
        using Vimage;
        static partial class M {
        	[Virtualized] static string a = @"one
        two";
        	[Virtualized] static string b = """
        		three
        		""";
        	static string F() => V_a + V_b;
        }
        """",
        """"
        using Vimage;
        static partial class M {
        	[Virtualized]
        	private partial struct State {
        		string a = @"one
        two";
        		string b = """
        		three
        		""";
        	}

        	static string F() => V_a + V_b;
        }
        """");

    [Fact]
    public Task OnOneLine_InOtherTypes_AndWithTheMarkAmongOthers() => Graduates(
        """
        using System;
        using Vimage;
        partial class A<T> { [Virtualized] static T x; static T F() => V_x; partial struct B { [Obsolete, Virtualized, CLSCompliant(false)] internal static int y = 1; [Virtualized] static int z; } }
        partial interface I { [Virtualized] static int count = 2; static int G() => V_count; }
        """,
        """
        using System;
        using Vimage;
        partial class A<T> { [Virtualized] private partial struct State { T x; } static T F() => V_x; partial struct B { [Virtualized] private partial struct State { [Obsolete, CLSCompliant(false)] internal int y = 1; int z; } } }
        partial interface I { [Virtualized] private partial struct State { public int count = 2; } static int G() => V_count; }
        """);

    [Fact]
    public Task RegionsStay_AndAnInitializerThatUsesABareNameIsQualified() => Graduates(
        """
        using System;
        using Vimage;
        static partial class M<T>
        {
            #region Fields
            [Virtualized] static int a = 1;
            [Virtualized] static Func<int> b = () => a + nameof(a).Length;
            #endregion

            static int F() => V_b() + V_a;
        }
        """,
        """
        using System;
        using Vimage;
        static partial class M<T>
        {
            #region Fields
            [Virtualized]
            private partial struct State
            {
                int a = 1;
                Func<int> b = () => M<T>.a + nameof(a).Length;
            }
            #endregion

            static int F() => V_b() + V_a;
        }
        """);

    [Fact]
    public Task AStructThatIsThere_GetsMore_AndANameThatIsTakenIsNotUsed() => Graduates(
        """
        using Vimage;
        static partial class A
        {
            [Virtualized]
            private partial struct Variables
            {
                int x;
            }

            [Virtualized] static int y;
            static int F() => x + V_y;
        }
        static partial class B
        {
            enum State { On }
            [Virtualized] static State y = State.On;
            static State F() => V_y;
        }
        """,
        """
        using Vimage;
        static partial class A
        {
            [Virtualized]
            private partial struct Variables
            {
                int x;

                int y;
            }

            static int F() => x + V_y;
        }
        static partial class B
        {
            enum State { On }
            [Virtualized]
            private partial struct VnetState
            {
                State y = State.On;
            }

            static State F() => V_y;
        }
        """);

    [Fact]
    public async Task WhatCantBeMovedStays_WithAReason()
    {
        const string Source = """
            using Vimage;
            partial class M
            {
            #if !OTHER
                [Virtualized] static int conditional;
            #endif
                [Virtualized] protected static int seen;
                [Virtualized] static int size;
                static void set_size(int value) => V_size = value;
                [Virtualized] static int next = 1;
                static readonly int later = Take();
                [Virtualized] static int[] independent = new int[2];
                static readonly string name = "n".ToUpperInvariant();
                [Virtualized] static int first = later + 1;
                [Virtualized] internal static partial int Property { get; set; }
                static int Take() => V_next++;
                int F() => V_conditional + V_seen + V_first + V_independent.Length + Property + name.Length;
            }
            """;
        using SourceFolder folder = new(("File.cs", Source));
        GraduateResult result = await GraduateAsync(folder);
        Assert.Equal(
            [
                "M.conditional is under an #if or #nullable of its own",
                "M.next would be initialized after 'later', and the two have to do with each other",
                "M.seen is protected, as no field of a struct can be",
                "M.size would be a property in Instance, with an accessor 'set_size', and its type has a member of that name",
            ],
            result.Left.Select(static each => $"{each.Name} {each.Reason}").Order(StringComparer.Ordinal));
        Assert.Equal([new GraduatedModule("M", 2)], result.Modules);
        Assert.Contains("private partial struct State", folder["File.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static int moved = 1; static readonly int stays = Read(); static int Read() => V_moved;", true)]
    [InlineData("static int moved = Helper.Of(() => Stays()); static readonly int stays = 5; static int Stays() => stays;", true)]
    [InlineData("static Item moved = new Item(); static readonly Item stays = new Item();", true)]
    [InlineData("static int[] moved = new int[1]; static readonly object stays = new object();", false)]
    [InlineData("static int moved = Helper.Pure(1); static readonly int stays = Helper.Pure(2);", false)]
    [InlineData("static System.Func<object>[] moved = { F }; static readonly Kept stays = new Kept(F);", false)]
    [InlineData("static int moved = 1; static readonly System.Func<int> kept = () => V_moved; static readonly int stays = kept();", true)]
    [InlineData("static int moved = 1; static readonly int stays = Helper.Of(() => V_moved);", true)]
    public async Task AnInitializerThatWouldRunTooLate_KeepsItsVariable(string members, bool stays)
    {
        using SourceFolder folder = new(("File.cs", $$"""
            using Vimage;
            static partial class M { [Virtualized] {{members}} static object F() => V_moved; }
            class Item { static int s_count; readonly int _id = ++s_count; }
            class Kept { readonly System.Func<object> _f; internal Kept(System.Func<object> f) { _f = f; } }
            static class Helper { internal static T Of<T>(System.Func<T> get) => get(); internal static int Pure(int x) => x + 1; }
            """));
        GraduateResult result = await GraduateAsync(folder);
        Assert.Equal(stays ? 1 : 0, result.Left.Count);
    }

    [Fact]
    public async Task PartsInSeveralFiles_HaveAStructEach_AndOneModuleCanBeMeant()
    {
        using SourceFolder folder = new(
            ("A.cs", "using Vimage;\nnamespace N\n{\n    static partial class A\n    {\n        [Virtualized] static int x = 1;\n        static int F() => V_x + V_y;\n    }\n}\n"),
            ("B.cs", "using Vimage;\nnamespace N;\n\nstatic partial class A\n{\n    [Virtualized] static int y = 2;\n}\n\n[VnetModule(\"b\")]\nstatic partial class B\n{\n    [Virtualized] static int z;\n    static int G() => V_z;\n}\n"));
        string b = folder["B.cs"];
        GraduateResult result = await GraduateAsync(folder, "N.A");
        Assert.Equal([new GraduatedModule("N.A", 2)], result.Modules);
        Assert.Contains("            int x = 1;", folder["A.cs"], StringComparison.Ordinal);
        Assert.Contains("        int y = 2;", folder["B.cs"], StringComparison.Ordinal);
        Assert.Contains("[Virtualized] static int z;", folder["B.cs"], StringComparison.Ordinal);

        _ = await GraduateAsync(folder, "b");
        Assert.DoesNotContain("static int z;", folder["B.cs"], StringComparison.Ordinal);

        // Taken back alone, out of order.
        _ = await UndoAsync(folder, "A");
        Assert.Contains("[Virtualized] static int y = 2;", folder["B.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("static int z;", folder["B.cs"], StringComparison.Ordinal);
        _ = await UndoAsync(folder);
        Assert.Equal(b, folder["B.cs"]);
        Assert.Equal(["A.cs", "B.cs"], Directory.GetFiles(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Undo_KeepsWhatElseWasChanged_AndLeavesAModuleWhoseStructWas()
    {
        const string Source = "using Vimage;\nstatic partial class M\n{\n    [Virtualized] static int x = 1;\n\n    static int F() => V_x;\n\n    static void A()\n    {\n    }\n}\n";
        using SourceFolder folder = new(("File.cs", Source));
        _ = await GraduateAsync(folder);
        string graduated = folder["File.cs"];
        folder["File.cs"] = "// A licence.\n\n" + graduated.Replace("static void A()", "static void Other()", StringComparison.Ordinal);
        _ = await UndoAsync(folder);
        Assert.Equal("// A licence.\n\n" + Source.Replace("static void A()", "static void Other()", StringComparison.Ordinal), folder["File.cs"]);

        folder["File.cs"] = Source;
        _ = await GraduateAsync(folder);
        string edited = folder["File.cs"].Replace("int x = 1;", "int x = 2;", StringComparison.Ordinal);
        folder["File.cs"] = edited;
        Assert.Equal(["M"], (await UndoAsync(folder)).Left.Select(static each => each.Name));
        Assert.Equal(edited, folder["File.cs"]);
        Assert.True(File.Exists(folder.PathOf("vimage.graduated.diff")));
    }

    [Fact]
    public async Task CarriageReturnsAndByteOrderMarks_AreKept()
    {
        const string Source = "\uFEFFusing Vimage;\r\nstatic partial class M\r\n{\r\n    [Virtualized] static int x = 1;\r\n    static int F() => V_x;\r\n}";
        using SourceFolder folder = new(("File.cs", ""));
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(Source);
        await File.WriteAllBytesAsync(folder.PathOf("File.cs"), bytes, TestContext.Current.CancellationToken);
        _ = await GraduateAsync(folder);
        Assert.DoesNotContain("\n", folder["File.cs"].Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("private partial struct State\r\n", folder["File.cs"], StringComparison.Ordinal);
        _ = await UndoAsync(folder);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.PathOf("File.cs"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AResultThatWouldNotCompile_LeavesTheModuleAsItWas()
    {
        // A use by the bare name, by reference: a property can't be.
        const string Source = "using Vimage;\nstatic partial class M\n{\n    [Virtualized] static int x;\n    static void F() => G(ref x);\n    static void G(ref int y) { }\n}\nstatic partial class N\n{\n    [Virtualized] static int y;\n    static int H() => V_y;\n}\n";
        using SourceFolder folder = new(("File.cs", Source));
        GraduateResult result = await GraduateAsync(folder);
        Assert.Contains(result.Left, static each => each.Name == "M" && each.Reason.StartsWith("would not compile", StringComparison.Ordinal));
        Assert.Contains("[Virtualized] static int x;", folder["File.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorsThatWereThereBefore_DoNotMatter()
    {
        using SourceFolder folder = new(("File.cs", "using Vimage;\nstatic partial class M\n{\n    [Virtualized] static int x;\n    static int F() => V_x + missing;\n}\n"));
        Assert.Single((await GraduateAsync(folder)).Files);
    }

    [Fact]
    public async Task BadInput_IsSaid()
    {
        using SourceFolder folder = new(("File.cs", "class M { }"));
        Assert.Equal(MigrationExitCode.BadInput, (await Assert.ThrowsAsync<MigrationException>(() => GraduateAsync(folder, "Missing"))).ExitCode);
        Assert.Equal(MigrationExitCode.BadInput, (await Assert.ThrowsAsync<MigrationException>(() => UndoAsync(folder))).ExitCode);
    }

    [Theory]
    [InlineData("vimage.graduated.diff")]
    [InlineData("vimage.graduated.diff.vimage-new")]
    public async Task WhereTheRecordCanNotBeWritten_NothingIsChanged(string blocked)
    {
        using SourceFolder folder = new(("File.cs", Marked));
        _ = Directory.CreateDirectory(folder.PathOf(blocked));
        await FailsAsync("The record of what was moved can't be written:", () => GraduateAsync(folder));
        Assert.Equal(Marked, folder["File.cs"]);
        Assert.Equal(["File.cs"], Directory.GetFiles(folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task AReadOnlyRecord_LeavesAllAsItWas_AlsoWhatIsToBeTakenBack()
    {
        using SourceFolder folder = new(("File.cs", Marked));
        _ = await GraduateAsync(folder);
        (string code, string record) = (folder["File.cs"], folder[RecordName]);
        File.SetAttributes(folder.PathOf(RecordName), FileAttributes.ReadOnly);
        await FailsAsync("is read-only. Nothing was changed.", () => UndoAsync(folder));
        folder["Other.cs"] = Marked.Replace("class M", "class N", StringComparison.Ordinal);
        await FailsAsync("is read-only. Nothing was changed.", () => GraduateAsync(folder));
        Assert.Equal((code, record), (folder["File.cs"], folder[RecordName]));
    }

    [Fact]
    public async Task WhereTheCodeCanNotBeWritten_TheRecordIsTheFormerOne()
    {
        using SourceFolder folder = new(("File.cs", Marked));
        File.SetAttributes(folder.PathOf("File.cs"), FileAttributes.ReadOnly);
        await FailsAsync("File.cs' is read-only.", () => GraduateAsync(folder));
        Assert.False(File.Exists(folder.PathOf(RecordName)));

        File.SetAttributes(folder.PathOf("File.cs"), FileAttributes.Normal);
        _ = await GraduateAsync(folder);
        string record = folder[RecordName];
        File.SetAttributes(folder.PathOf("File.cs"), FileAttributes.ReadOnly);
        await FailsAsync("File.cs' is read-only.", () => UndoAsync(folder));
        Assert.Equal(record, folder[RecordName]);
    }

    [Fact]
    public async Task ARenameAfterwards_HasNothingToDo()
    {
        using SourceFolder folder = new(("File.cs", "static class M\n{\n    static int x;\n    static int F() => x;\n}\n"));
        _ = await folder.RenameAsync("M.x");
        _ = await GraduateAsync(folder);
        Assert.Empty((await folder.RenameAsync("M.x")).Files);
    }

    private static async Task FailsAsync(string message, Func<Task> action)
    {
        MigrationException thrown = await Assert.ThrowsAsync<MigrationException>(action);
        Assert.Equal(MigrationExitCode.BadInput, thrown.ExitCode);
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
    }

    private static async Task Graduates(string before, string after)
    {
        using SourceFolder folder = new(("File.cs", before));
        GraduateResult result = await GraduateAsync(folder);
        Assert.Empty(result.Left);
        Assert.Equal(after, folder["File.cs"]);
        Assert.Empty((await GraduateAsync(folder)).Files);

        _ = await UndoAsync(folder);
        Assert.Equal(before, folder["File.cs"]);
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    private static async Task<GraduateResult> GraduateAsync(SourceFolder folder, string? module = null)
    {
        Loading.Codebase codebase = await folder.LoadAsync();
        GraduateResult result = Graduator.Graduate(codebase, new GraduateOptions { Module = module }, TestContext.Current.CancellationToken);
        Graduator.Commit(codebase, result, TestContext.Current.CancellationToken);
        return result;
    }

    private static async Task<GraduateResult> UndoAsync(SourceFolder folder, string? module = null)
    {
        Loading.Codebase codebase = await folder.LoadAsync();
        GraduateResult result = Graduator.Undo(codebase, new GraduateOptions { Module = module }, TestContext.Current.CancellationToken);
        Graduator.Commit(codebase, result, TestContext.Current.CancellationToken);
        return result;
    }
}
