using System.Reflection;
using System.Reflection.Emit;
using Vimage.Proof.Tests.Harness;

namespace Vimage.Proof.Tests;

/// <summary>The second grade of IL: what an in-place substitution leaves behind is no difference.</summary>
public sealed class IlTests
{
    [Fact]
    public async Task NopsWhereATemporaryWas_AreIdenticalModuloNops()
    {
        static void Direct(ILGenerator il, FieldInfo field)
        {
            il.Emit(OpCodes.Ldsfld, field);
            il.Emit(OpCodes.Ret);
        }

        static void WithNops(ILGenerator il, FieldInfo field)
        {
            _ = il.DeclareLocal(typeof(int));
            il.Emit(OpCodes.Ldsfld, field);
            il.Emit(OpCodes.Nop);
            il.Emit(OpCodes.Nop);
            il.Emit(OpCodes.Ret);
        }

        Assert.Equal(IlGrade.IdenticalModuloNops, await Grade(Direct, WithNops));
        Assert.Equal(IlGrade.Identical, await Grade(WithNops, WithNops));
    }

    [Fact]
    public async Task ABranchOverNops_IsTakenByWhereItLeads()
    {
        static void Loop(ILGenerator il, FieldInfo field, OpCode branch, int nops)
        {
            Label top = il.DefineLabel();
            il.MarkLabel(top);
            il.Emit(OpCodes.Ldsfld, field);
            for (int nop = 0; nop < nops; nop++)
            {
                il.Emit(OpCodes.Nop);
            }

            il.Emit(branch, top);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ret);
        }

        Assert.Equal(
            IlGrade.IdenticalModuloNops,
            await Grade((il, field) => Loop(il, field, OpCodes.Brtrue_S, 0), (il, field) => Loop(il, field, OpCodes.Brtrue, 9)));
        Assert.Equal(
            IlGrade.Different,
            await Grade((il, field) => Loop(il, field, OpCodes.Brtrue_S, 0), (il, field) => Loop(il, field, OpCodes.Brfalse_S, 0)));
    }

    [Fact]
    public async Task LocalsInOtherSlots_AreIdenticalModuloNops_ButNotOfAnotherType()
    {
        static void Through(ILGenerator il, FieldInfo field, params Type[] locals)
        {
            LocalBuilder used = locals.Select(il.DeclareLocal).ToArray()[^1];
            il.Emit(OpCodes.Ldsfld, field);
            il.Emit(OpCodes.Stloc, used);
            il.Emit(OpCodes.Ldloc, used);
            il.Emit(OpCodes.Ret);
        }

        Assert.Equal(
            IlGrade.IdenticalModuloNops,
            await Grade((il, field) => Through(il, field, typeof(int)), (il, field) => Through(il, field, typeof(string), typeof(int))));
        Assert.Equal(
            IlGrade.Different,
            await Grade((il, field) => Through(il, field, typeof(int)), (il, field) => Through(il, field, typeof(uint))));
    }

    [Fact]
    public async Task AnExceptionRegion_IsPartOfTheBody()
    {
        static void Try(ILGenerator il, FieldInfo field, Type caught, int nops)
        {
            _ = il.BeginExceptionBlock();
            il.Emit(OpCodes.Ldsfld, field);
            il.Emit(OpCodes.Pop);
            for (int nop = 0; nop < nops; nop++)
            {
                il.Emit(OpCodes.Nop);
            }

            il.BeginCatchBlock(caught);
            il.Emit(OpCodes.Pop);
            il.EndExceptionBlock();
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Ret);
        }

        Assert.Equal(
            IlGrade.IdenticalModuloNops,
            await Grade((il, field) => Try(il, field, typeof(Exception), 0), (il, field) => Try(il, field, typeof(Exception), 3)));
        Assert.Equal(
            IlGrade.Different,
            await Grade((il, field) => Try(il, field, typeof(Exception), 0), (il, field) => Try(il, field, typeof(SystemException), 0)));
    }

    [Fact]
    public async Task EveryFormOfOperand_IsCompared()
    {
        const string Program = """
            using System;

            public static unsafe class Operands
            {
                static double r = 0.1; static float f = 0.1f; static long l = 1L << 40;

                public static int Switch(int x)
                {
                    switch (x) { case 0: return 10; case 1: return 21; case 2: return 32; case 3: return 43; default: return 5; }
                }

                public static string Text() => "a\"\\\u0001\uD800";
                public static Type[] Tokens() => [typeof(int[,]), typeof(byte*[]), typeof(Func<,>)];

                public static int Calli(delegate* unmanaged[Cdecl]<int, byte> p, delegate*<ref int, void> q)
                {
                    int x = 3;
                    q(ref x);
                    return p(x);
                }

                public static int Many(int a, int b, int c, int d, int e, __arglist)
                {
                    int f = a, g = b;
                    for (int h = c; h < d; h += e) { f ^= g; g += f; }
                    return f + new ArgIterator(__arglist).GetRemainingCount();
                }
            }
            """;
        using Builds builds = new();
        ProofResult result = await ZeroDifferenceProof.CompareAsync(
            builds.Plain(Program), builds.Plain(Program), new ProofOptions { Levels = ProofLevels.Il }, TestContext.Current.CancellationToken);
        Assert.Equal(result.Methods.Count, result.Count(IlGrade.Identical));

        foreach ((string from, string to) in new[]
        {
            ("0.1;", "0.2;"), ("0.1f", "0.2f"), ("<< 40", "<< 41"), ("case 2: return 32", "case 2: return 33"), ("\\u0001", "\\u0002"),
            ("int[,]", "int[,,]"), ("Cdecl", "Stdcall"), ("f ^= g", "f |= g"),
        })
        {
            ProofResult changed = await ZeroDifferenceProof.CompareAsync(
                builds.Plain(Program),
                builds.Plain(Program.Replace(from, to, StringComparison.Ordinal)),
                new ProofOptions { Levels = ProofLevels.Il },
                TestContext.Current.CancellationToken);
            Assert.True(changed.Verdict == ProofVerdict.Different, $"{from} became {to}");
        }
    }

    private static async Task<IlGrade> Grade(Action<ILGenerator, FieldInfo> before, Action<ILGenerator, FieldInfo> after)
    {
        using Builds builds = new();
        ProofResult result = await ZeroDifferenceProof.CompareAsync(
            builds.Emitted(before),
            builds.Emitted(after),
            new ProofOptions { Levels = ProofLevels.Il },
            TestContext.Current.CancellationToken);
        return Assert.Single(result.Methods, static method => method.Name == "int32 Emitted::Body()").Il.Grade;
    }
}
