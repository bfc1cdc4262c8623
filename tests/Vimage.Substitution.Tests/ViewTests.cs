using System.Text.RegularExpressions;
using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>Uses over a view, which hoisting puts in place of others: what is left is the code without it.</summary>
public sealed partial class ViewTests
{
    [Fact]
    public Task OverAView_TheCodeIsThatOfPlainStatics() => IsThatWithoutViews("""
        public static partial class State
        {
            [Virtualized] internal static int number;
            [Virtualized] private static string hidden = "a";
            [Virtualized] internal static readonly int[] table = { 1, 2, 3 };
            [Virtualized(ByRef = true)] internal static long wide;
            [Virtualized] internal static partial int Property { get; set; }

            internal static string Hidden(int from)
            {
                var state = INIT_VNET_STATE(curvnet);
                state.V_hidden += from;
                for (int i = 0; i < 3; i++) { state.V_hidden = i > 1 ? state.V_hidden : "-" + state.V_hidden; }
                return state.V_hidden;
            }
        }

        public static partial class Other
        {
            [Virtualized] internal static int count = 2;
        }

        public static class Test
        {
            public static string Run()
            {
                var state = State.INIT_VNET_STATE(curvnet);
                var other = Other.INIT_VNET_OTHER(curvnet);
                state.V_number = other.V_count > 1 ? Next(state.V_number) : other.V_count;
                state.V_number++;
                --other.V_count;
                state.V_number += other.V_count++ + state.V_number;
                int used = state.V_number++ + ++state.V_number + (state.V_number = 5) + (other.V_count += 2);
                for (int i = 0; i < state.V_table.Length; i++)
                {
                    if (i == state.V_number) { continue; }
                    state.V_table[i] += other.V_count;
                }

                Interlocked.Increment(ref state.V_wide);
                state.V_wide += 2;
                if (used < 0) { throw new InvalidOperationException(); }
                State.Property = used;
                return $"{State.Hidden(used)} {state.V_number} {other.V_count} {used} {state.V_table[2]} {state.V_wide} {State.Property}";
            }

            private static int Next(int number) { var state = State.INIT_VNET_STATE(curvnet); return state.V_number + number + 1; }
        }
        """);

    [Fact]
    public async Task AViewThatIsHandedOn_StaysAndWorks()
    {
        const string Source = """
            public static partial class State
            {
                [Virtualized] internal static int number = 3;
            }

            public static class Test
            {
                public static string Run()
                {
                    var state = State.INIT_VNET_STATE(curvnet);
                    state.V_number++;
                    var copy = state;
                    return $"{Add(state, 2)} {copy.V_number}";
                }

                private static int Add(State.VnetView state, int number) => state.V_number += number;
            }
            """;
        SubstitutionResult result = PlainTwin.Substitute(Source, out Emitted program);
        Assert.Contains("VnetView", IlText.OfAll(program.With(result).Load())["Test::System.String Run()"], StringComparison.Ordinal);
        Assert.Equal(await program.Run(), await program.With(result).Run());
    }

    [Fact]
    public async Task TheVnetThatIsHandedIn_IsEvaluated()
    {
        const string Source = """
            public static partial class State
            {
                [Virtualized] internal static int number = 3;
            }

            public static class Test
            {
                private static string s_said = "";

                public static string Run()
                {
                    var state = State.INIT_VNET_STATE(Say());
                    state.V_number++;
                    return s_said + state.V_number;
                }

                private static object Say() { s_said += "said "; return new object(); }
            }
            """;
        SubstitutionResult result = PlainTwin.Substitute(Source, out Emitted program);
        Assert.DoesNotContain("VnetView", IlText.OfAll(program.With(result).Load())["Test::System.String Run()"], StringComparison.Ordinal);
        Assert.Equal("said 4", await program.With(result).Run());
    }

    [Fact]
    public async Task InAGenericModule_TheyStayAndWork()
    {
        const string Source = """
            public static partial class State<T>
            {
                [Virtualized] internal static int number = 3;
            }

            public static class Test
            {
                public static string Run()
                {
                    var state = State<string>.INIT_VNET_STATE(curvnet);
                    state.V_number++;
                    return $"{state.V_number} {State<int>.V_number}";
                }
            }
            """;
        SubstitutionResult result = PlainTwin.Substitute(Source, out Emitted program);
        Assert.Equal("4 3", await program.With(result).Run());
    }

    // The same program with V_x where it says view.V_x.
    private static async Task IsThatWithoutViews(string source)
    {
        string direct = Receiver().Replace(LookUp().Replace(source, ""), static use => use.Groups[1].Value switch
        {
            "state" => "State.V_",
            _ => "Other.V_",
        });
        _ = PlainTwin.Substitute(direct, out Emitted expected);
        SubstitutionResult result = PlainTwin.Substitute(source, out Emitted program);
        SortedDictionary<string, string> texts = IlText.OfAll(program.With(result).Load());
        foreach ((string method, string text) in IlText.OfAll(expected.With(expected.Substitute()).Load()))
        {
            Assert.Equal($"{method}\n{text}", $"{method}\n{texts[method]}");
        }

        Assert.Equal(await expected.Run(), await program.With(result).Run());
        Emitted rewritten = program.With(result);
        Assert.Equal(rewritten.Image, rewritten.With(rewritten.Substitute()).Image);
    }

    [GeneratedRegex(@"var \w+ = [\w.]*INIT_VNET_\w+\(curvnet\);")]
    private static partial Regex LookUp();

    [GeneratedRegex(@"\b(state|other)\.V_")]
    private static partial Regex Receiver();
}
