using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Vimage.Analyzers.Inventory;
using Vimage.Analyzers.Tests.Harness;
using Fix = Vimage.Analyzers.Tests.Harness.FixTest<
    Vimage.Analyzers.Inventory.VIM0301UnclassifiedStaticAnalyzer, Vimage.CodeFixes.Inventory.VIM0301UnclassifiedStaticCodeFix>;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Inventory.VIM0301UnclassifiedStaticAnalyzer>;

namespace Vimage.Analyzers.Tests.Inventory;

public sealed class VIM0301UnclassifiedStaticTests
{
    private const string Gate = "/vimage.statics.tsv";

    // The rules work alone: without marks, and without the runtime.
    private static readonly TestOptions s_alone = new() { HasRuntime = false };

    [Fact]
    public Task ReportsStaticsThatCanChange() => Rule.ReportsWith(
        s_alone,
        """
        class M<T>
        {
            static int [|a|], [|b|] = 1;
            static readonly int[] [|c|] = { 1 };
            static readonly List<int> [|d|] = new();
            public static int [|E|] { get; private set; }
            static List<int> [|F|] { get; } = new();
            static int [|G|] => field = field + 1;
            static event Action? [|H|];
            static T? [|i|];
            static Func<int>? [|j|];
            [ThreadStatic] static int [|k|];
            static readonly IList<int> [|l|] = new int[1];
            static readonly (int, int[]) [|m|] = (1, new int[1]);
            static readonly Open [|n|] = new();

            static void N() => H?.Invoke();
        }

        class Open { }
        """);

    [Fact]
    public Task IgnoresWhatCantChange() => Rule.ReportsWith(
        s_alone,
        """
        using System.Collections.Frozen;
        using System.Collections.Immutable;

        class M
        {
            const int A = 1;
            int b;
            static readonly int c = 1;
            static readonly string d = "";
            static readonly object e = new();
            static readonly Lock f = new();
            static readonly ImmutableArray<int> g = [];
            static readonly FrozenSet<string> h = FrozenSet<string>.Empty;
            static readonly Func<int> i = () => 1;
            static readonly DateTime j = DateTime.Now;
            static readonly Sealed k = new(1, "");
            static readonly (int, string) l = (1, "");
            static int M1 => 1;
            static int N { get; } = 1;
            static event Action O { add { } remove { } }
            static string P { get; } = "";
        }

        sealed class Sealed(int a, string b) { public readonly int A = a; public string B { get; } = b; }
        """);

    [Fact]
    public Task IgnoresWhatIsVirtualized() => Rule.Ignores(
        "partial class M { [Virtualized] static int x; [Virtualized] static partial int Y { get; set; } [Virtualized] static partial event Action Z; }");

    [Fact]
    public Task IgnoresWhatIsClassified() => Rule.ReportsWith(
        s_alone with { AdditionalFiles = [(Gate, "symbol\tclass\treason\nF:M.a\tset-once\t\nP:M.B\tprocess-shared\tone for all\nE:M.C\tunaudited\told\n")] },
        """
        class M
        {
            static int a;
            static int B { get; set; }
            static event Action? C;
            // vimage: set-once
            static int d;
            static int e; // vimage: cache: tables

            /// <summary>Documented.</summary>
            // vimage: process-shared: one clock
            static int f;

            static void N() => C?.Invoke();
        }
        """);

    [Fact]
    public Task ReportsInvalidClasses() => Rule.ReportsWith(
        s_alone with { AdditionalFiles = [(Gate, "F:M.a\tcached\t\nF:M.b\tprocess-shared\t\n"), ("/other.tsv", "F:M.c\tcache\t\n")] },
        """
        class M
        {
            static int [|a|];
            static int [|b|];
            static int [|c|];
            // vimage: unaudited
            static int [|d|];
            // vimage: nothing
            static int [|e|];
        }
        """);

    [Fact]
    public Task ReportsTheLineToAdd() => Rule.ReportsWith(
        s_alone with
        {
            Expected =
            [
                new DiagnosticResult(RuleIds.UnclassifiedStatic, DiagnosticSeverity.Error).WithSpan("/Test0.cs", 1, 36, 1, 37).WithArguments(
                    "x", "that can be assigned", GateFile.Name, "F:N.M.x\tunaudited\tnobody has looked at it yet"),
            ],
        },
        "namespace N { class M { static int x; } }");

    [Fact]
    public Task TheFix_VirtualizesAcrossFiles() => Fix.Fixes(
        [
            """
            namespace N
            {
                class Outer
                {
                    static class M
                    {
                        /// <summary>How many.</summary>
                        internal static int [|count|] = 1; // so far
                        internal static readonly string Name = nameof(count);
                    }

                    int F() => ++M.count;
                }
            }
            """,
            """
            namespace N
            {
                /// <summary>Not yet.</summary>
                class O
                {
                    internal static string? [|text|], [|other|];
                    void G(ref string? t) => G(ref text);
                    string? H(int count) => N.O.other + count;
                }
            }
            """,
        ],
        [
            """
            namespace N
            {
                partial class Outer
                {
                    static partial class M
                    {
                        /// <summary>How many.</summary>
                        [Virtualized] internal static int count = 1; // so far
                        internal static readonly string Name = nameof(V_count);
                    }

                    int F() => ++M.V_count;
                }
            }
            """,
            """
            namespace N
            {
                /// <summary>Not yet.</summary>
                partial class O
                {
                    [Virtualized(ByRef = true)] internal static string? text, other;
                    void G(ref string? t) => G(ref V_text);
                    string? H(int count) => N.O.V_other + count;
                }
            }
            """,
        ],
        "Virtualize");

    [Fact]
    public Task TheFix_VirtualizesPropertiesAndEvents() => Fix.Fixes(
        ["class M { public static int [|X|] { get; set; } = 1; internal static event Action? [|E|]; void N() { X++; E += N; E?.Invoke(); } }"],
        ["partial class M { [Virtualized] public static partial int X { get; set; } = 1; [Virtualized] internal static partial event Action? E; void N() { X++; E += N; V_E?.Invoke(); } }"],
        "Virtualize");

    [Fact]
    public Task TheFix_IsNotOfferedWhereNothingCanBeVirtualized() => Fix.OffersNothing(
        """
        class M { [ThreadStatic] static int [|t|]; static int [|a|]; static int V_a => 1; static int [|B|] => field = field + 1; }
        file class F { static int [|c|]; }
        interface I<in T> { static int [|d|]; }
        """,
        "Virtualize");

    [Fact]
    public Task TheFix_AddsTheLine() => Fix.FixesWith(
        s_alone with
        {
            AdditionalFiles = [(Gate, "F:M.old\tset-once\n")],
            FixedAdditionalFiles = [(Gate, "F:M.old\tset-once\nF:M.cache\tcache\tis a cache by its name or type\nF:M.x\tunaudited\tnobody has looked at it yet\n")],
        },
        ["class M { static int old; static int[]? [|cache|]; static int [|x|]; }"],
        ["class M { static int old; static int[]? cache; static int x; }"],
        "GateFile");

    [Fact]
    public Task TheFix_WritesAComment() => Fix.FixesWith(
        s_alone,
        ["class M\n{\n    [ThreadStatic]\n    static int [|x|]; // first\n}"],
        ["class M\n{\n    // vimage: thread: is [ThreadStatic]\n    [ThreadStatic]\n    static int x; // first\n}"],
        "Comment");
}
