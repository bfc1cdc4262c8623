using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>Calls that become field instructions and nothing else changes.</summary>
public sealed class FieldAccessTests
{
    [Fact]
    public async Task ReadsAndWrites_AreThoseOfPlainStatics()
    {
        SubstitutionResult result = await PlainTwin.IsEqualedBy("""
            public static partial class State
            {
                [Virtualized] internal static int number;
                [Virtualized] internal static long wide;
                [Virtualized] internal static string text = "a";
                [Virtualized] internal static readonly int[] table = { 1, 2, 3 };
            }

            public static class Test
            {
                public static string Run()
                {
                    State.V_number = 3;
                    State.V_number += 4;
                    State.V_number++;
                    --State.V_number;
                    State.V_wide = State.V_number << 2;
                    State.V_text += State.V_wide;
                    State.V_table[1] += State.V_number;
                    int used = State.V_number++ + ++State.V_number + (State.V_number = 5) + (State.V_number += 2);
                    return $"{State.V_text} {State.V_table[1]} {used} {State.V_number} {State.V_table.Length}";
                }
            }
            """);
        Assert.True(result.Substituted >= 20);
    }

    [Fact]
    public Task EveryKindOfMember_AndOfClosure() => PlainTwin.IsEqualedBy("""
        public partial class Engine
        {
            [Virtualized] private static int count = 3;
            [Virtualized] private static Func<int, int> next = x => x + V_count;

            private readonly int _start = V_count;

            static Engine() => V_count += 10;

            public Engine() : this(V_count) { }

            private Engine(int start) => _start += start + V_count;

            public int Property { get => V_count + _start; set => V_count = value; }

            public int this[int index] => V_count + index;

            public event Action Changed { add => V_count++; remove => V_count--; }

            public static Engine operator +(Engine left, int right) { V_count += right; return left; }

            public static implicit operator int(Engine engine) => V_count + engine._start;

            public IEnumerable<int> Items() { for (int i = 0; i < V_count; i += 5) { yield return V_count + i; } }

            public Func<int> Closure(int by) { int local = by; return () => V_count + local + V_next(local); }

            public static int Filtered()
            {
                try { throw new InvalidOperationException(); }
                catch (Exception e) when (V_count > 0 && e is InvalidOperationException) { V_count++; }
                finally { V_count += 2; }

                again: if (V_count % 5 != 0) { V_count++; goto again; }
                return V_count switch { 5 => 1, > 50 => V_count, _ => Local() };

                static int Local() => V_count * 2;
            }

            internal sealed class Nested { public int Get() => V_count; ~Nested() => V_count--; }
        }

        public static class Test
        {
            public static string Run()
            {
                Engine engine = new();
                engine.Property = 7;
                engine.Changed += () => { };
                engine += 4;
                int linq = (from item in engine.Items() where item > engine[0] select item + engine[1]).Sum();
                return $"{(int)engine} {linq} {engine.Closure(3)()} {Engine.Filtered()} {new Engine.Nested().Get()}";
            }
        }
        """);

    [Fact]
    public Task AsyncMethods() => PlainTwin.IsEqualedBy("""
        public static partial class State
        {
            [Virtualized] internal static int count = 1;
            [Virtualized] internal static List<int> list = new();
            [Virtualized] internal static int[] array = new int[4];
            [Virtualized] internal static CancellationToken token;
            [Virtualized] internal static object gate = new();
        }

        public static class Test
        {
            public static async Task<string> Run()
            {
                State.V_count = await Later(5);
                State.V_count += await Later(2);
                State.V_list.Add(await Later(State.V_count));
                State.V_array[State.V_count - 6] = await Later(9) + State.V_count;
                await foreach (int each in Stream()) { State.V_count += each; }

                try { await Task.Delay(0, State.V_token); }
                catch (Exception e) when (State.V_count > 3) { throw new Exception("", e); }
                finally { lock (State.V_gate) { State.V_count++; } }

                return $"{State.V_count} {State.V_list[0]} {State.V_array[1]}";
            }

            private static async Task<int> Later(int value) { await Task.Yield(); State.V_array[0]++; return value; }

            private static async IAsyncEnumerable<int> Stream() { yield return State.V_count; await Task.Yield(); yield return State.V_count; }
        }
        """);

    [Fact]
    public Task EventsAreRaisedThroughTheDelegatesField() => PlainTwin.RunsLike("""
        public static partial class State
        {
            [Virtualized] public static partial event Action<int> Changed;
            public static void Raise(int value) { if (V_Changed != null) V_Changed(value); V_Changed?.Invoke(value); }
        }

        public static class Test
        {
            public static string Run()
            {
                int sum = 0;
                State.Changed += value => sum += value;
                State.Raise(4);
                return sum.ToString();
            }
        }
        """);

    [Fact]
    public void TheAccessorsThemselvesStay()
    {
        SubstitutionResult result = PlainTwin.Substitute(
            "public static partial class State { [Virtualized] public static int x; static int Get() => V_x; }", out Emitted program);
        SortedDictionary<string, string> texts = IlText.OfAll(program.With(result).Load());
        Assert.Equal("ldsfld State::Int32 x\nret\n", texts["State::Int32 get_V_x()"]);
        Assert.Equal("ldarg.0\nstsfld State::Int32 x\nret\n", texts["State::Void set_V_x(Int32)"]);
    }

    [Fact]
    public void PartialPropertiesStayCalls_AsPlainOnesAre()
    {
        SubstitutionResult result = PlainTwin.Substitute(
            """
            public static partial class State
            {
                [Virtualized] public static partial int V_Count { get; private set; }
                [Virtualized(ByRef = true)] public static partial ref int V_Total { get; }
            }

            public static class Test { public static int Get() => State.V_Count + State.V_Total; }
            """,
            out Emitted program);
        Assert.Equal(0, result.Substituted);
        Assert.Empty(result.Remainders);
        Assert.Equal(program.Image, result.Image.ToArray());
    }
}
