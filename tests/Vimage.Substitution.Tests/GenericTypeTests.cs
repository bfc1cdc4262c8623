using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>Accessors of generic types, which call sites name by references to members of a type with arguments.</summary>
public sealed class GenericTypeTests
{
    [Fact]
    public async Task EveryClosedType_HasItsOwnField()
    {
        SubstitutionResult result = await PlainTwin.IsEqualedBy("""
            public static partial class Cache<T>
            {
                [Virtualized] internal static T value;
                [Virtualized] internal static int hits;
                [Virtualized] internal static readonly List<T> all = new();
            }

            public static class Test
            {
                public static string Run()
                {
                    Cache<int>.V_value = 4;
                    Cache<int>.V_hits++;
                    Cache<string>.V_value = Cache<int>.V_value.ToString();
                    Cache<string>.V_hits += 2;
                    Cache<List<int>>.V_value = Cache<int>.V_all;
                    Cache<List<int>>.V_value.Add(Cache<int>.V_value);
                    return $"{Cache<int>.V_hits} {Cache<string>.V_value} {Cache<string>.V_hits} {Cache<int>.V_all[0]} {Cache<long>.V_hits}";
                }
            }
            """);
        Assert.True(result.Substituted >= 16);
    }

    [Fact]
    public Task FromInside_FromNestedTypesAndFromGenericMethods() => PlainTwin.IsEqualedBy("""
        public partial class Pool<T> where T : new()
        {
            [Virtualized] private static T last;
            [Virtualized] private static T[] items = new T[2];
            [Virtualized] private static int count;

            public static T Take() { V_count++; V_last = new T(); V_items[V_count % 2] = V_last; return V_items[V_count % 2]; }

            public static Func<int> Counter() => () => V_count++;

            public static IEnumerable<T> Items() { foreach (T item in V_items) { V_count++; yield return item; } }

            public static int Other<U>() where U : new() { Pool<U>.V_count += V_count; return Pool<U>.V_count + Pool<KeyValuePair<T, U>>.V_count; }

            public class Nested { public int Count { get => V_count; set => V_count = value; } }

            public static void Reset() { V_last = default; V_items = default; }
        }

        public static class Test
        {
            public static string Run()
            {
                Pool<object>.Take();
                new Pool<object>.Nested().Count += 5;
                int counted = Pool<object>.Counter()() + Pool<object>.Other<int>() + Pool<object>.Items().Count();
                Pool<object>.Reset();
                return $"{counted} {new Pool<int>.Nested().Count}";
            }
        }
        """);

    [Fact]
    public Task StructsAndTypeParameters_AreReadInPlace() => PlainTwin.IsEqualedBy("""
        public struct Inner<T> { public T item; public int Get() => 3; }
        public struct Pair<T> { public T first; public Inner<T> second; public readonly int Sum() => 2; }

        public static partial class State<T> where T : IComparable<T>
        {
            [Virtualized] internal static T value;
            [Virtualized] internal static readonly T fixedValue;
            [Virtualized] internal static Pair<T> pair;

            public static bool Same(T other) => V_value.Equals(other) && V_fixedValue.Equals(other) && V_value.CompareTo(other) == 0;
            public static int Members() => V_pair.Sum() + V_pair.second.Get();
            public static T Item() => V_pair.second.item;
            public static void Clear() { V_value = default; V_pair = default; }
        }

        public static class Test
        {
            public static string Run()
            {
                State<int>.V_pair = new Pair<int> { first = 8, second = new Inner<int> { item = 9 } };
                string read = $"{State<int>.V_pair.first} {State<int>.V_pair.second.item} {State<int>.Item()} {State<int>.Members()} {State<int>.Same(0)}";
                State<DateTime>.V_value = DateTime.UnixEpoch;
                int year = State<DateTime>.V_value.Year + State<DateTime>.V_pair.second.item.Year;
                State<DateTime>.Clear();
                return $"{read} {year} {State<DateTime>.V_value.Year} {State<int>.V_value.CompareTo(1)}";
            }
        }
        """);

    [Fact]
    public async Task WhereTheGetterIsADelegateToo_TheSettersReferenceServes()
    {
        const string Source = """
            public static partial class Cache<T>
            {
                [Virtualized] internal static int hits;
            }

            public static class Test
            {
                public static string Run()
                {
                    Cache<int>.V_hits = 4;
                    System.Linq.Expressions.Expression<Func<int>> tree = () => Cache<int>.V_hits;
                    return $"{Cache<int>.V_hits} {tree.Compile()()}";
                }
            }
            """;
        SubstitutionResult result = PlainTwin.Substitute(Source, out Emitted program);
        Assert.Equal(2, result.Substituted);
        Assert.Equal(RemainderReason.NotACall, Assert.Single(result.Remainders).Reason);
        Assert.Equal("4 4", await program.With(result).Run());
    }

    [Fact]
    public async Task WhereTheOnlyReferenceIsNeededAsItIs_TheCallStays()
    {
        const string Source = """
            public static partial class Cache<T>
            {
                [Virtualized] internal static int hits;
            }

            public static class Test
            {
                public static string Run()
                {
                    System.Linq.Expressions.Expression<Func<int>> tree = () => Cache<int>.V_hits;
                    return $"{Cache<int>.V_hits} {tree.Compile()()}";
                }
            }
            """;
        SubstitutionResult result = PlainTwin.Substitute(Source, out Emitted program);
        Assert.Equal(0, result.Substituted);
        Assert.Equal(
            [RemainderReason.NotACall, RemainderReason.SharedReference], result.Remainders.Select(static each => each.Reason).Order());
        Assert.Equal("0 0", await program.With(result).Run());
    }

    [Fact]
    public async Task ManyTypesWithTheSameNames_AreToldApart()
    {
        // The rows of the references are in no order of types, and all names are the same.
        string types = string.Join("\n", Enumerable.Range(0, 20).Select(static i =>
            $"public static partial class Type{i}<T> {{ [Virtualized] internal static int x = {i}; [Virtualized] internal static T y; }}"));
        string uses = string.Join("\n", Enumerable.Range(0, 20).Reverse().Select(static i =>
            $"Type{i}<string>.V_x += 1; Type{i}<int>.V_y = {i}; sum = sum * 31 + Type{i}<string>.V_x + Type{i}<int>.V_y + Type{i}<int>.V_x;"));
        await PlainTwin.IsEqualedBy($$"""
            {{types}}
            public static class Test { public static string Run() { int sum = 0; {{uses}} return sum.ToString(); } }
            """);
    }
}
