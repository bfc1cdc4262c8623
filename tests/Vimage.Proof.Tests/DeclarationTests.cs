using Vimage.Proof.Tests.Harness;

namespace Vimage.Proof.Tests;

/// <summary>Differences that no body shows.</summary>
public sealed class DeclarationTests
{
    [Theory]
    [InlineData(
        "static class A { static int x = F(); static int F() => 1; }",
        "static class A { static int x; static int F() => 1; static A() { x = F(); } }")]
    [InlineData("class A { int x, y; }", "class A { int y, x; }")]
    [InlineData("class A { int x; }", "class A { long x; }")]
    [InlineData("class A { const int X = 1; }", "class A { const int X = 2; }")]
    [InlineData("class A { static readonly object x; }", "class A { static object x; }")]
    [InlineData("class A { }", "sealed class A { }")]
    [InlineData("class A { }", "class A : System.IDisposable { void System.IDisposable.Dispose() { } }")]
    [InlineData(
        "using System.Runtime.InteropServices; struct A { byte x; }",
        "using System.Runtime.InteropServices; [StructLayout(LayoutKind.Sequential, Pack = 1)] struct A { byte x; }")]
    public async Task AnotherDeclaration_IsADifference(string before, string after)
    {
        ProofResult result = await Compare(before, after);
        DeclarationDifference difference = Assert.Single(result.Declarations);
        Assert.Equal("A", difference.Type);
        Assert.NotEqual(difference.Before, difference.After);
        Assert.Equal(ProofVerdict.Different, result.Verdict);
    }

    [Fact]
    public async Task TheOrderOfStatics_IsNoDifference() =>
        Assert.Equal(ProofVerdict.ZeroDifference, (await Compare("class A { static int x, y; }", "class A { static int y, x; }")).Verdict);

    [Fact]
    public async Task AnotherFlagOfAMethod_IsADifference()
    {
        ProofResult result = await Compare(
            "using System.Runtime.CompilerServices; class A { static int F() => 1; }",
            "using System.Runtime.CompilerServices; class A { [MethodImpl(MethodImplOptions.NoInlining)] static int F() => 1; }");
        Assert.Equal(1, result.Count(IlGrade.Different));
    }

    [Fact]
    public async Task AMethodThatIsGone_AndOneThatIsNew_AreDifferences()
    {
        ProofResult result = await Compare(
            "class A { static int F() => 1; static int G() => 1; }", "class A { static int F() => 1; static long G() => 1; }");
        MethodComparison gone = Assert.Single(result.Methods, static method => method.Il.Grade == IlGrade.Missing);
        Assert.Equal("int32 A::G()", gone.Name);
        AddedMethod added = Assert.Single(result.Added);
        Assert.Equal(("int64 A::G()", AddedBy.Program), (added.Name, added.By));
        Assert.Equal(ProofVerdict.Different, result.Verdict);
    }

    [Fact]
    public async Task ATypeThatIsNew_IsADifference() =>
        Assert.Equal("B", Assert.Single((await Compare("class A { }", "class A { } enum B { X }")).Declarations).Type);

    private static async Task<ProofResult> Compare(string before, string after)
    {
        using Builds builds = new();
        return await ZeroDifferenceProof.CompareAsync(
            builds.Plain(before),
            builds.Plain(after),
            new ProofOptions { Levels = ProofLevels.Il },
            TestContext.Current.CancellationToken);
    }
}
