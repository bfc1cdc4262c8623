using Vimage.Proof.Tests.Harness;

namespace Vimage.Proof.Tests;

/// <summary>What is listed, what can't be, and that nothing of the program runs meanwhile.</summary>
public sealed class ListingTests
{
    [Fact]
    public async Task NoCodeOfTheProgram_IsRun()
    {
        // Each of these would end the lister.
        const string Program = """
            using System;
            using System.Runtime.CompilerServices;

            public static class Trap
            {
                public static int value = Spring();

                static Trap() => Spring();

                [ModuleInitializer]
                internal static void Initialize() => Spring();

                public static int Spring()
                {
                    Environment.Exit(42);
                    return value;
                }
            }
            """;
        ProofResult result = await CompareWithItself(Program);
        Assert.Equal(ProofVerdict.ZeroDifference, result.Verdict);

        // The module's own class constructor is listed too, as a method like any other.
        Assert.Contains(result.Methods, static method => method is { MachineCode: MachineCodeGrade.Identical, Name: "void <Module>::.cctor()" });
    }

    [Fact]
    public async Task GenericCode_IsListedForReferenceAndForValueTypes()
    {
        const string Program = """
            using System;
            using System.Collections.Generic;

            public class Box<T>
            {
                public static T? last;

                public T? Swap(T? value) => last = value;

                public U Map<U>(Func<T?, U> map) => map(last);
            }

            public static class Constrained
            {
                public static T Best<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) > 0 ? a : b;

                public static int Size<T>() where T : unmanaged => System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

                public static T Make<T>() where T : class, new() => new T();

                public static bool Has<TFlags>(TFlags value, TFlags flag) where TFlags : struct, Enum => value.HasFlag(flag);

                public static void Fill<TList, T>(TList list, T value) where TList : IList<T> => list.Add(value);
            }
            """;
        ProofResult result = await CompareWithItself(Program);
        Assert.Equal(ProofVerdict.ZeroDifference, result.MachineCodeVerdict);
        Assert.Equal(["System.Object", "System.Int32"], Instantiations("Box`1::Swap("));
        Assert.Equal(["System.Object,System.Object", "System.Int32,System.Int32"], Instantiations("::Map`1("));
        Assert.Equal(["System.String", "System.Int32"], Instantiations("::Best`1("));
        Assert.Equal(["System.Int32"], Instantiations("::Size`1("));
        Assert.Equal(["System.Object"], Instantiations("::Make`1("));
        Assert.Equal(["System.DayOfWeek"], Instantiations("::Has`1("));
        Assert.NotEmpty(Instantiations("::Fill`2("));

        IEnumerable<string> Instantiations(string method) =>
            result.Methods.Single(each => each.Name.Contains(method, StringComparison.Ordinal)).Code.Select(static code => code.Instantiation);
    }

    [Fact]
    public async Task WhatCannotBeCompiled_IsReported_AndTheProofIsIncomplete()
    {
        const string Program = """
            public interface INobody<T> where T : struct;

            public static class Lonely
            {
                public static string Text<T>(T value) where T : struct, INobody<T> => value.ToString()!;

                public static int One() => 1;
            }
            """;
        ProofResult result = await CompareWithItself(Program);
        Assert.Equal(ProofVerdict.Incomplete, result.Verdict);
        MethodComparison missing = Assert.Single(result.Methods, static method => method.MachineCode == MachineCodeGrade.NotListed);
        Assert.Contains("::Text`1(", missing.Name, StringComparison.Ordinal);
        Assert.Contains("constraints", Assert.Single(missing.Code).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingDependency_IsTheReason()
    {
        using Builds builds = new();
        string program = builds.Plain(
            "public static class User { public static object Root() => Vimage.Vnet.Root; public static int One() => 1; }");
        ProofResult result = await ZeroDifferenceProof.CompareAsync(program, program, cancellationToken: TestContext.Current.CancellationToken);
        MethodComparison missing = Assert.Single(result.Methods, static method => method.MachineCode == MachineCodeGrade.NotListed);
        Assert.Contains("Vimage.Runtime", Assert.Single(missing.Code).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADependencyBesideTheAssembly_IsFound()
    {
        using Builds builds = new();
        string program = builds.Plain("public static class User { public static object Root() => Vimage.Vnet.Root; }");
        string runtime = typeof(Vnet).Assembly.Location;
        File.Copy(runtime, Path.Combine(Path.GetDirectoryName(program)!, Path.GetFileName(runtime)));
        ProofResult result = await ZeroDifferenceProof.CompareAsync(program, program, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ProofVerdict.ZeroDifference, result.Verdict);
    }

    [Fact]
    public async Task AMethodWithoutABody_HasNothingToCompare()
    {
        const string Program = """
            public abstract class Shape
            {
                public abstract double Area();

                [System.Runtime.InteropServices.DllImport("nowhere")]
                public static extern int Far();
            }

            public delegate int Number();
            """;
        ProofResult result = await CompareWithItself(Program);
        Assert.Equal(ProofVerdict.ZeroDifference, result.Verdict);
        Assert.Equal(result.Count(IlGrade.NoBody), result.Count(MachineCodeGrade.NoBody));
        Assert.Equal(result.Methods.Count - 1, result.Count(IlGrade.NoBody));
    }

    private static async Task<ProofResult> CompareWithItself(string program)
    {
        using Builds builds = new();
        return await ZeroDifferenceProof.CompareAsync(
            builds.Plain(program), builds.Plain(program), cancellationToken: TestContext.Current.CancellationToken);
    }
}
