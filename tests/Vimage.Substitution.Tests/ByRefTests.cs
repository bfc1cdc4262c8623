using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>Accessors by reference: their loads, and stores that are plain, are those of the field.</summary>
public sealed class ByRefTests
{
    private const string Types = """
        public class Node { public int f; }
        public struct Vector { public int x; public int A { get; set; } public void Bump() => x++; public Vector(int x) : this() => this.x = x; }
        public static partial class State
        {
            [Virtualized(ByRef = true)] internal static int n = 1, m = 2;
            [Virtualized(ByRef = true)] internal static byte small;
            [Virtualized(ByRef = true)] internal static nint native;
            [Virtualized(ByRef = true)] internal static double real;
            [Virtualized(ByRef = true)] internal static bool flag;
            [Virtualized(ByRef = true)] internal static Node node = new();
            [Virtualized(ByRef = true)] internal static string text = "t";
            [Virtualized(ByRef = true)] internal static Vector v;
            [Virtualized(ByRef = true)] internal static readonly Vector fixedV = new(3);
            [Virtualized(ByRef = true)] internal static int? maybe;
            [Virtualized(ByRef = true)] internal static Func<int> func;
            [Virtualized] internal static int plain;
        }

        public static partial class State<T> { [Virtualized(ByRef = true)] internal static T value; [Virtualized(ByRef = true)] internal static T[] items; }

        """;

    [Theory]
    [InlineData("what references are for", "Interlocked.Increment(ref State.V_n); int.TryParse(\"7\", out State.V_m); State.V_v.x = 3; State.V_v.Bump(); State.V_v.A = 2; ref int r = ref State.V_n; r += 4;")]
    [InlineData("reads", "State.V_plain = State.V_n + State.V_m + State.V_small + (int)State.V_native + (int)State.V_real + State.V_node.f + State.V_text.Length + State.V_v.x + State.V_v.A + State.V_fixedV.x + State.V_fixedV.A; Vector w = State.V_fixedV; State.V_plain += w.x;")]
    [InlineData("writes", "State.V_n = 4; State.V_n = State.V_n + State.V_m; State.V_small = (byte)State.V_n; State.V_native = 3; State.V_real = State.V_n; State.V_flag = !State.V_flag; State.V_node = new Node { f = State.V_n }; State.V_text = State.V_text + \"x\" + State.V_n; State.V_v = new Vector(State.V_n); State.V_v = State.V_fixedV; State.V_maybe = State.V_n; State.V_func = () => State.V_n; State.V_v = default; State.V_maybe = null;")]
    [InlineData("writes of one of two", "State.V_n = State.V_flag ? State.V_m : 3; State.V_text = State.V_text ?? \"a\"; State.V_flag = State.V_flag && State.V_n > 3 || State.V_m == 2; State.V_node = State.V_flag ? null : State.V_node; State.V_n = State.V_text is string s && s.Length > 0 ? s.Length : 2;")]
    [InlineData("in regions and loops", "try { State.V_n = int.Parse(\"x\"); } catch (FormatException) { State.V_text = State.V_n.ToString(); } finally { State.V_m = State.V_m + 1; } for (int i = 0; i < State.V_m; i++) { State.V_n = i * State.V_n; if (State.V_n > 3) State.V_n = 2; else State.V_n = 5; }")]
    [InlineData("generic", "State<int>.V_value = 3; State<string>.V_value = State<int>.V_value + State.V_text; State<int>.V_items = new[] { State<int>.V_value }; State<int>.V_items[0]++; State.V_text = State<string>.V_value; State<int[]>.V_value = State<int>.V_items;")]
    public Task PlainUses_AreThoseOfVariables(string what, string statements) => PlainTwin.IsEqualedBy(Program(what, statements));

    [Theory]
    [InlineData("no room for it", "State.V_n++; State.V_n += 4; State.V_text += \"x\"; State.V_maybe++; State.V_text ??= \"y\";")]
    [InlineData("the value used", "State.V_n = State.V_m = 5; State.V_plain = State.V_n = 3; State.V_plain += State.V_m++; (State.V_n, State.V_m) = (State.V_m, State.V_n);")]
    [InlineData("branches with symbols in the value", "State.V_n = State.V_text switch { \"t\" => State.V_m, { Length: > 3 } => 4, _ => State.V_m = 2 };")]
    public Task OtherWrites_RunTheSame(string what, string statements) => PlainTwin.RunsLike(Program(what, statements));

    private static string Program(string what, string statements) => Types + $$"""
        public static class Test
        {
            // {{what}}
            private static void Do() { {{statements}} }

            public static string Run()
            {
                Do();
                Do();
                return State.V_n + " " + State.V_m + " " + State.V_small + " " + State.V_native + " " + State.V_real + " " + State.V_flag + " " + State.V_node?.f + " "
                    + State.V_text + " " + State.V_v.x + " " + State.V_maybe + " " + State.V_func?.Invoke() + " " + State.V_plain;
            }
        }
        """;
}
