using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>Uses that stay, and what is said about them.</summary>
public sealed class RemainderTests
{
    [Fact]
    public async Task VolatileFields_AreStillCalled()
    {
        const string Source = """
            public static partial class State { [Virtualized] internal static volatile int flag; [Virtualized] internal static int n; }

            public static class Test
            {
                public static string Run() { State.V_flag = 3; State.V_n = State.V_flag; return State.V_flag.ToString() + State.V_n; }
            }
            """;
        SubstitutionResult result = PlainTwin.Substitute(Source, out Emitted program);
        Assert.Equal(2, result.Substituted);
        Assert.Equal(3, result.Remainders.Count);
        Assert.All(result.Remainders, static each => Assert.Equal(("State.V_flag", RemainderReason.Volatile), (each.Accessor, each.Reason)));
        Assert.Equal("33", await program.With(result).Run());
    }

    [Fact]
    public async Task ExpressionTrees_KeepTheProperty()
    {
        const string Source = """
            public static partial class State { [Virtualized] internal static int n = 4; }

            public static class Test
            {
                public static string Run()
                {
                    System.Linq.Expressions.Expression<Func<int>> tree = () => State.V_n + 1;
                    return tree.Compile()() + tree.ToString() + State.V_n;
                }
            }
            """;
        SubstitutionResult result = PlainTwin.Substitute(Source, out Emitted program);
        Assert.Equal(1, result.Substituted);
        Assert.Equal(("Test.Run", RemainderReason.NotACall), Assert.Single(result.Remainders) is var left ? (left.Method, left.Reason) : default);
        Assert.Equal("5() => (State.V_n + 1)4", await program.With(result).Run());
    }

    [Fact]
    public async Task OtherAssemblies_StillFindTheAccessors()
    {
        Emitted library = PlainTwin.Virtualized("public static partial class State { [Virtualized] public static int n = 4; public static int Get() => V_n; }");
        SubstitutionResult result = library.Substitute();
        Assert.Equal(1, result.Substituted);
        System.Reflection.Assembly assembly = library.With(result).Load();
        System.Reflection.PropertyInfo property = assembly.GetType("State")!.GetProperty("V_n")!;
        property.SetValue(null, 9);
        Assert.Equal(9, property.GetValue(null));
        Assert.Equal(9, assembly.GetType("State")!.GetMethod("Get")!.Invoke(null, null));
        await Task.CompletedTask;
    }

    [Fact]
    public void AnAccessorThatDoesMore_IsLeftAlone()
    {
        // As an instrumenting tool would leave it.
        SubstitutionResult result = PlainTwin.Substitute(
            """
            public static class State
            {
                private static int n;
                [System.CodeDom.Compiler.GeneratedCode("Vimage.Generator", "1.0")]
                internal static int V_n { get { Console.WriteLine(); return n; } set => n = value; }
                [System.CodeDom.Compiler.GeneratedCode("Another.Generator", "1.0")]
                internal static int V_m { get => n; set => n = value; }
            }

            public static class Test { public static void Run() { State.V_n = State.V_m; State.V_m = State.V_n; } }
            """,
            out _);
        Assert.Equal(0, result.Substituted);
        Assert.Equal(RemainderReason.NotTheFieldAlone, Assert.Single(result.Remainders).Reason);
    }

    [Fact]
    public void WithoutAccessors_NothingIsDone()
    {
        SubstitutionResult result = PlainTwin.Substitute("public static class Plain { public static int V_x { get; set; } public static int Get() => V_x; }", out Emitted program);
        Assert.Equal(0, result.Substituted);
        Assert.Empty(result.Remainders);
        Assert.Equal(program.Image, result.Image.ToArray());
    }
}
