using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0020MalformedStateStructAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0020MalformedStateStructTests
{
    [Theory]
    [InlineData("partial class M { [Virtualized] struct [|State|] { int x; } }")]
    [InlineData("partial class M { [Virtualized] partial record struct [|State|] { int x; } }")]
    [InlineData("partial class M { [Virtualized] ref partial struct [|State|] { int x; } }")]
    [InlineData("partial class M { [Virtualized] partial struct [|State|]<T> { T x; } }")]
    [InlineData("[Virtualized] partial struct [|State|] { int x; }")]
    [InlineData("class M { [Virtualized] partial struct [|State|] { int x; } }")]
    [InlineData("class O { partial class M { [Virtualized] partial struct [|State|] { int x; } } }")]
    [InlineData("partial class M { [Virtualized] partial struct State { int x; } partial struct [|State|] { int y; } }")]
    public Task ReportsAStructThatCannotBeContinued(string source) => Rule.ReportsInBrokenCode(source);

    [Theory]
    [InlineData("static int [|x|];")]
    [InlineData("int a, b; static int [|x|], [|y|];")]
    [InlineData("unsafe fixed int [|x|][4];")]
    [InlineData("[ThreadStatic] int [|x|];")]
    [InlineData("int [|P|] { get; set; }")]
    [InlineData("event Action [|E|];")]
    [InlineData("int [|Taken|];")]
    [InlineData("int [|other|];")]
    [InlineData("int [|size|];")]
    [InlineData("int [|M|];")]
    public Task ReportsAMemberThatCannotBeAVariable(string member) => Rule.ReportsInBrokenCode(
        $"unsafe partial class M {{ static int Taken, V_other; static void set_size(int value) {{ }} [Virtualized] partial struct State {{ {member} }} }}");

    [Fact]
    public Task ReportsAnInitializerThatTheTypeAroundCannotRepeat() => Rule.ReportsInBrokenCode(
        """
        partial class M
        {
            [Virtualized]
            private partial struct State
            {
                private const int Limit = 5;
                internal const int Open = 6;
                static int Make() => 1;
                int a = [|Limit|], b = State.[|Limit|], c = [|Open|], d = [|Make|](), e = State.Open, f = Other.Limit;
            }
        }

        static class Other { internal const int Limit = 7; }
        """);

    [Fact]
    public Task IgnoresStateStructsThatWork() => Rule.Ignores(
        """
        partial class M<T>
        {
            [Virtualized]
            private partial struct State
            {
                internal const int Limit = 5;
                public int x = State.Limit;
                private readonly T[] _items = [];
                [Virtualized(ByRef = true)] private volatile int s_y;
                public override string ToString() => $"{x}";
                public int Twice => 2 * x;
            }

            [Virtualized(ByRef = true)] private partial struct More { internal long count; }
            static int Use() => x + _items.Length + V_s_y + (int)V_count;
        }

        struct Ordinary { static int x; }
        """);
}
