using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>Uses of values that the compiler copies out of a property, and of a variable takes the address.</summary>
public sealed class StructTests
{
    private const string Types = """
        public class Node { public int f; public Vector v; }
        public struct Inner { public int y; public readonly int z; public int Next() => ++y; public int P { get; set; } public Inner(int z) => this.z = z; }
        public struct Vector
        {
            public int x;
            public Inner inner;
            public readonly Inner fixedInner;
            public Node node;
            public volatile int flag;
            public Vector(int x) { this.x = x; fixedInner = new Inner(x + 1); node = new Node { f = 3 }; }
            public int A { get; set; }
            public int Twice => x * 2;
            public int this[int i] => x + i;
            public readonly int Read(int by) => x * by;
            public int Bump(int by) => x += by;
            public void Deconstruct(out int a, out int b) { a = x; b = A; }
            public readonly override string ToString() => $"<{x}>";
            public static bool operator ==(in Vector a, in Vector b) => a.x == b.x;
            public static bool operator !=(in Vector a, in Vector b) => a.x != b.x;
            public override bool Equals(object other) => other is Vector v && v.x == x;
            public override int GetHashCode() => x;
        }
        public struct Tag { private int _used; public override string ToString() => "t" + _used++; }
        public enum Color { Red, Green }
        public static partial class State
        {
            [Virtualized] internal static Vector v = new(5);
            [Virtualized] internal static readonly Vector fixedV = new(7);
            [Virtualized] internal static int n = 3;
            [Virtualized] internal static readonly int fixedN = 4;
            [Virtualized] internal static Color color = Color.Green;
            [Virtualized] internal static readonly Color fixedColor = Color.Green;
            [Virtualized] internal static Tag tag;
            [Virtualized] internal static int? maybe;
            [Virtualized] internal static readonly int? fixedMaybe = 6;
            [Virtualized] internal static Vector? maybeV;
            [Virtualized] internal static Guid guid;
            [Virtualized] internal static readonly Guid fixedGuid;
            [Virtualized] internal static readonly TimeSpan span = TimeSpan.FromSeconds(3);
            [Virtualized] internal static DateTime time = DateTime.UnixEpoch;
            [Virtualized] internal static ImmutableArray<int> items = ImmutableArray.Create(1, 2, 3);
            [Virtualized] internal static (int a, Vector b) tuple = (1, new(2));
            [Virtualized] internal static KeyValuePair<Inner, Node> pair = new(new Inner(3), new Node());
        }

        """;

    [Theory]
    [InlineData("fields of fields", "State.V_v.x + State.V_v.inner.y + State.V_v.inner.z + State.V_v.fixedInner.z + State.V_v.node.f + State.V_v.node.v.x")]
    [InlineData("fields of a readonly static", "State.V_fixedV.x + State.V_fixedV.inner.y + State.V_fixedV.fixedInner.z + State.V_fixedV.node.f")]
    [InlineData("a volatile field", "State.V_v.flag + State.V_fixedV.flag")]
    [InlineData("fields of tuples", "State.V_tuple.a + State.V_tuple.b.x + State.V_tuple.b.inner.y")]
    [InlineData("fields of one of two", "(State.V_n > 2 ? State.V_v : State.V_fixedV).x + (State.V_n > 5 ? State.V_v : State.V_fixedV).inner.y")]
    [InlineData("methods and properties", "State.V_v.Read(2) + State.V_v.A + State.V_v.Twice + State.V_v[State.V_n > 3 ? 1 : 2]")]
    [InlineData("of a readonly static", "State.V_fixedV.Read(2) + State.V_fixedV.A + State.V_fixedV.Twice + State.V_fixedV[3]")]
    [InlineData("of fields", "State.V_v.inner.P + State.V_v.fixedInner.P + State.V_fixedV.inner.P + State.V_pair.Key.P + State.V_pair.Value.f")]
    [InlineData("strings", "State.V_n.ToString() + State.V_fixedN.ToString() + State.V_v.ToString() + State.V_color.ToString() + State.V_fixedColor.ToString() + State.V_n + State.V_color + State.V_guid + State.V_fixedGuid")]
    [InlineData("strings of what may change itself", "State.V_tag.ToString().Length + (State.V_tag + \"a\" + State.V_maybe + State.V_tag + State.V_n + State.V_tag)")]
    [InlineData("object's methods", "State.V_v.GetHashCode() + State.V_fixedV.GetHashCode() + State.V_n.GetHashCode() + State.V_color.GetHashCode() + State.V_v.GetType().Name.Length")]
    [InlineData("equality", "State.V_n.Equals(3) & State.V_v.Equals(State.V_n) & State.V_v == State.V_fixedV & State.V_n.CompareTo(State.V_fixedN) > 0 & State.V_color.HasFlag(Color.Red)")]
    [InlineData("framework structs", "State.V_span.TotalSeconds + State.V_time.Year + State.V_time.Date.AddDays(State.V_n).Month + State.V_items.Length + State.V_items[1] + State.V_span.CompareTo(State.V_span)")]
    [InlineData("nullables", "$\"{State.V_maybe.HasValue} {State.V_fixedMaybe.Value} {State.V_maybe.GetValueOrDefault(3)} {State.V_maybe ?? 7} {State.V_maybe == 5} {State.V_maybe != null} {State.V_maybe + 1}\"")]
    [InlineData("conditional access", "State.V_maybe?.ToString() + State.V_maybeV?.x + State.V_maybeV?.Read(2) + State.V_fixedMaybe?.ToString() + State.V_v.node?.f")]
    [InlineData("in arguments", "Use(State.V_v) + Use(State.V_fixedV) + Wide(State.V_n) + Both(State.V_n, State.V_v) + new Taker(State.V_n, 2).Sum + State.V_v.Extended()")]
    public Task AreReadAsVariables(string what, string expression) => PlainTwin.IsEqualedBy(Types + $$"""
        public readonly struct Taker { public readonly int Sum; public Taker(in int a, int b) => Sum = a + b; }
        public static class Test
        {
            // {{what}}
            public static string Run() => ({{expression}}).ToString();
            private static int Use(in Vector v) => v.x;
            private static int Wide(in long n) => (int)n;
            private static int Both(in int n, in Vector v) => n * v.x;
            private static int Extended(this in Vector v) => v.x;
        }
        """);

    [Fact]
    public Task WhereTemporaryVariablesAreSharedWithTheSources_TheyStayApart() => PlainTwin.IsEqualedBy(Types + """
        public static class Test
        {
            public static string Run()
            {
                string text = State.V_n.ToString();
                for (int i = 0; i < State.V_n; i++)
                {
                    text += State.V_n.ToString();
                    int w = i * 2;
                    text += w + State.V_n.CompareTo(w).ToString();
                    w += State.V_n.GetHashCode();
                    text += w;
                }

                { int z = State.V_n * 2; text += z; }
                { int z = State.V_n.GetHashCode(); text += z; z++; text += z; }
                foreach (int item in State.V_items) { text += item + State.V_n.ToString(); }
                try { text += State.V_maybe.Value; }
                catch (InvalidOperationException) when (State.V_maybe == null) { text += State.V_n.GetHashCode(); }
                finally { text += State.V_v.Read(State.V_n); }
                return text;
            }
        }
        """);

    [Fact]
    public Task CopiesThatTheSourceMakes_StayCopies() => PlainTwin.IsEqualedBy(Types + """
        public record struct Point(int X, int Y);
        public static partial class Points { [Virtualized] internal static Point at = new(1, 2); }
        public struct Resource : IDisposable { public int uses; public void Dispose() => uses++; }
        public static partial class Resources { [Virtualized] internal static Resource resource; }

        public static class Test
        {
            public static string Run()
            {
                var a = State.V_v; a.Bump(1);
                var b = State.V_v; b.A = 9;
                var c = State.V_v; c.x = 9;
                var d = State.V_tuple; d.b.Bump(1);
                var e = State.V_v; e.inner.Next();
                var (f, g) = State.V_v;
                _ = State.V_v with { A = 9 };
                Point h = Points.V_at with { X = 8 };
                using (Resources.V_resource) { f++; }
                var (i, j) = Points.V_at;
                object boxed = State.V_v; ((Vector)boxed).Bump(1);
                ref Vector k = ref new[] { State.V_v }[0]; k.Bump(1);
                if (State.V_v is { } l) { l.Bump(1); }
                int m = State.V_v is var n && n.Bump(1) > 0 ? 1 : State.V_v switch { var o => o.Bump(1) };
                return $"{State.V_v.x} {State.V_v.A} {State.V_tuple.b.x} {State.V_v.inner.y} {f + g} {h} {Resources.V_resource.uses} {i + j + m}";
            }
        }
        """);

    [Fact]
    public Task AMethodThatChangesItsReceiver_ChangesTheVariable_AsInPlainCode() => PlainTwin.IsEqualedBy(Types + """
        public static class Test
        {
            public static string Run()
            {
                State.V_v.Bump(2);
                State.V_v.inner.Next();
                State.V_v.fixedInner.Next();
                State.V_fixedV.Bump(2);
                return $"{State.V_v.x} {State.V_v.inner.y} {State.V_v.fixedInner.y} {State.V_fixedV.x}";
            }
        }
        """);

    [Theory]
    [InlineData("State.V_maybe is null")]
    [InlineData("State.V_v is { A: 0 }")]
    [InlineData("State.V_v is { x: 5 }")]
    [InlineData("State.V_v is { Twice: 10, x: > 3 } ? State.V_v switch { { A: 1 } => 1, _ => 2 } : 3")]
    [InlineData("State.V_fixedV.inner.Next()")]
    [InlineData("\"a\" + State.V_fixedV")]
    public Task WhereTheCodeCannotTellWhy_TheResultIsTheSame(string expression) => PlainTwin.RunsLike(Types + $$"""
        // A pattern copies even a plain static; its code is that of a property's member.
        public static class Test { public static string Run() => ({{expression}}).ToString() + State.V_fixedV.inner.y; }
        """);

    [Fact]
    public void WithoutSymbols_CopiesStay_AndAreReported()
    {
        Emitted program = PlainTwin.Virtualized(Types + """
            public static class Test { public static string Run() => State.V_n.ToString() + State.V_v.node; }
            """) with
        { Symbols = null };
        SubstitutionResult result = program.Substitute();
        Assert.Equal(2, result.Substituted);
        Remainder copy = Assert.Single(result.Remainders);
        Assert.Equal(new Remainder("State.V_n", "Test.Run", 0, RemainderReason.CopyWithoutSymbols), copy);
        Assert.Contains("ldsfld State::Int32 n\nstloc 0: System.Int32\nldloca 0", IlText.OfAll(program.With(result).Load())["Test::System.String Run()"], StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutTheReferencedAssembly_ReadonlyStaticsAreCopied_AndReported()
    {
        Emitted program = PlainTwin.Virtualized(Types + """
            public static class Test { public static string Run() => State.V_span.TotalSeconds.ToString(); }
            """);
        SubstitutionResult result = AccessorSubstitution.Substitute(program.Image, new MemoryStream(program.Symbols!));
        Assert.Equal(RemainderReason.CopyForUnknownMethod, Assert.Single(result.Remainders).Reason);
    }

    [Fact]
    public void SymbolsOfAnotherAssembly_AreNotBelieved()
    {
        Emitted program = PlainTwin.Virtualized(Types + """
            public static class Test { public static string Run() => State.V_n.ToString(); }
            """);
        Emitted other = PlainTwin.Virtualized(Types + """
            public static class Test { public static string Run() => State.V_n.ToString() + 1; }
            """);
        SubstitutionResult result = (program with { Symbols = other.Symbols }).Substitute();
        Assert.Equal(RemainderReason.CopyWithoutSymbols, Assert.Single(result.Remainders).Reason);
    }
}
