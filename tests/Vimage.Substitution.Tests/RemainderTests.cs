using System.CodeDom.Compiler;
using System.Reflection;
using System.Reflection.Emit;
using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>Uses that stay, and what is said about them.</summary>
public sealed class RemainderTests
{
    [Fact]
    public async Task VolatileFields_AreStillCalled_WhereTheSymbolsAreNotAtHand()
    {
        const string Source = """
            public static partial class State { [Virtualized] internal static volatile int flag; [Virtualized] internal static int n; }

            public static class Test
            {
                public static string Run() { State.V_flag = 3; State.V_n = State.V_flag; return State.V_flag.ToString() + State.V_n; }
            }
            """;
        Emitted program = PlainTwin.Virtualized(Source) with { Symbols = null };
        SubstitutionResult result = program.Substitute();
        Assert.Equal(2, result.Substituted);
        Assert.Equal(
            ["State.V_flag: Volatile", "State.V_flag: Volatile", "State.V_flag: Volatile", "State.V_n: CopyWithoutSymbols"],
            result.Remainders.Select(static each => $"{each.Accessor}: {each.Reason}"));
        Assert.Equal(program.Image.Length, result.Image.Length);
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
    public void OtherAssemblies_StillFindTheAccessors()
    {
        Emitted library = PlainTwin.Virtualized("public static partial class State { [Virtualized] public static int n = 4; public static int Get() => V_n; }");
        SubstitutionResult result = library.Substitute();
        Assert.Equal(1, result.Substituted);
        Assembly assembly = library.With(result).Load();
        PropertyInfo property = assembly.GetType("State")!.GetProperty("V_n")!;
        property.SetValue(null, 9);
        Assert.Equal(9, property.GetValue(null));
        Assert.Equal(9, assembly.GetType("State")!.GetMethod("Get")!.Invoke(null, null));
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
    public void ACallWithAPrefix_IsLeftAlone()
    {
        // C# has no tail calls; other compilers do.
        PersistedAssemblyBuilder assembly = new(new AssemblyName("Program"), typeof(object).Assembly);
        TypeBuilder state = assembly.DefineDynamicModule("Program").DefineType("State", TypeAttributes.Public);
        FieldBuilder field = state.DefineField("n", typeof(int), FieldAttributes.Public | FieldAttributes.Static);
        MethodBuilder getter = state.DefineMethod("get_V_n", MethodAttributes.Public | MethodAttributes.Static, typeof(int), null);
        ILGenerator code = getter.GetILGenerator();
        code.Emit(OpCodes.Ldsfld, field);
        code.Emit(OpCodes.Ret);
        PropertyBuilder property = state.DefineProperty("V_n", PropertyAttributes.None, typeof(int), null);
        property.SetGetMethod(getter);
        property.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(GeneratedCodeAttribute).GetConstructors()[0], ["Vimage.Generator", "1.0"]));
        code = state.DefineMethod("Get", MethodAttributes.Public | MethodAttributes.Static, typeof(int), null).GetILGenerator();
        code.Emit(OpCodes.Call, getter);
        code.Emit(OpCodes.Pop);
        code.Emit(OpCodes.Tailcall);
        code.Emit(OpCodes.Call, getter);
        code.Emit(OpCodes.Ret);
        state.CreateType();
        using MemoryStream image = new();
        assembly.Save(image);

        SubstitutionResult result = AccessorSubstitution.Substitute(image.ToArray());
        Assert.Equal(1, result.Substituted);
        Assert.Equal(new Remainder("State.V_n", "State.Get", 8, RemainderReason.Prefixed), Assert.Single(result.Remainders));
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
