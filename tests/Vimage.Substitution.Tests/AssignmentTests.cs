using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>Assignments that the compiler writes in another way for a property than for a variable.</summary>
public sealed class AssignmentTests
{
    private const string Types = """
        public class Node { public int f; public string name; }
        public struct Vector { public int x; public object o; public Vector(int x) : this() => this.x = x; }
        public static partial class State
        {
            [Virtualized] internal static int n, m;
            [Virtualized] internal static int? maybe;
            [Virtualized] internal static Vector? maybeV;
            [Virtualized] internal static Vector v = new(4);
            [Virtualized] internal static string text;
            [Virtualized] internal static Node node;
            [Virtualized] internal static List<int> list;
            [Virtualized] internal static int[] array = { 1, 2 };
            [Virtualized] internal static DateTime time;
            [Virtualized] internal static (int, Vector) tuple;
            [Virtualized] internal static decimal money;
            [Virtualized] internal static bool flag;
            [Virtualized] internal static Action action;
        }

        """;

    [Theory]
    [InlineData("if null, as a statement", "State.V_text ??= \"x\"; State.V_node ??= new Node(); State.V_node.name ??= State.V_text; State.V_list ??= new();")]
    [InlineData("if null, as a value", "State.V_text = State.V_text ??= \"x\"; (State.V_node ??= new Node()).f = 3; (State.V_list ??= new()).Add(4);")]
    [InlineData("if null, of a nullable", "State.V_maybe ??= 5; State.V_maybeV ??= State.V_v; State.V_n = State.V_maybe ??= 3;")]
    [InlineData("if null, with many variables", "int a = 1, b = 2, c = 3, d = 4, e = 5; State.V_maybe ??= a; State.V_maybe ??= b; State.V_n = a + b + c + d + e; foreach (int i in State.V_array) { State.V_maybe ??= i + c * d; c += e++ + d; }")]
    [InlineData("defaults", "State.V_v = default; State.V_v = new Vector(); State.V_maybe = null; State.V_maybeV = default; State.V_time = default; State.V_tuple = default; State.V_n = default; State.V_text = default;")]
    [InlineData("a default as a value", "Vector w = State.V_v = default; State.V_n = w.x;")]
    [InlineData("a default from a variable", "Vector w = default; w.x = 3; State.V_v = w; w = default; State.V_v = w;")]
    [InlineData("new values", "State.V_v = new Vector(3); State.V_v = new Vector { x = 4 }; State.V_tuple = (1, State.V_v); State.V_maybe = 4; State.V_money = 2.5m; State.V_money++;")]
    [InlineData("nested", "State.V_n = State.V_m = 5; State.V_array[State.V_n = 1] = State.V_m = 2; State.V_maybe = State.V_n = 4; State.V_text = (State.V_node = new Node()).name = \"z\";")]
    [InlineData("conditional", "State.V_n = State.V_flag ? 1 : State.V_m; State.V_maybe = State.V_flag ? 3 : null; State.V_v = State.V_flag ? default : State.V_v; if ((State.V_n = State.V_m + 4) > 3) State.V_flag = true;")]
    [InlineData("compound", "State.V_flag |= true; State.V_flag &= State.V_n == 0; State.V_maybe++; State.V_maybe += 3; checked { State.V_n += 2; } State.V_text += State.V_n; State.V_n <<= 3; State.V_n >>>= 1; State.V_array[State.V_n % 2]++;")]
    [InlineData("delegates", "State.V_action += () => State.V_n++; State.V_action(); State.V_action?.Invoke(); State.V_action -= State.V_action;")]
    [InlineData("to two from two", "(State.V_n, State.V_text) = (State.V_m + 1, \"q\"); (State.V_array[0], State.V_n) = (State.V_n, State.V_array[1]);")]
    public Task AreThoseOfVariables(string what, string statements) => PlainTwin.IsEqualedBy(Types + $$"""
        public static class Test
        {
            // {{what}}
            private static void Do() { {{statements}} }

            public static string Run()
            {
                Do();
                string first = Print();
                State.V_flag = true;
                Do();
                return first + Print();
            }

            private static string Print() => State.V_n + " " + State.V_m + " " + State.V_maybe + " " + State.V_maybeV?.x + " " + State.V_v.x + " " + State.V_text
                + " " + State.V_node?.name + " " + State.V_list?.Count + " " + State.V_array[0] + " " + State.V_array[1] + " " + State.V_time + " "
                + State.V_tuple + " " + State.V_money + " " + State.V_flag + " " + State.V_action;
        }
        """);

    [Theory]
    [InlineData("(State.V_n, State.V_m) = (State.V_m + 1, State.V_n + 2);")]
    [InlineData("(State.V_n, State.V_m) = (State.V_m, State.V_n);")]
    [InlineData("State.V_money = 0m; State.V_money = default;")]
    public Task WhereThePlainCodeDoesNotFit_TheResultIsTheSame(string statements) => PlainTwin.RunsLike(Types + $$"""
        public static class Test
        {
            public static string Run() { State.V_n = 3; State.V_m = 4; State.V_money = 5; {{statements}} return State.V_n + " " + State.V_m + " " + State.V_money; }
        }
        """);
}
