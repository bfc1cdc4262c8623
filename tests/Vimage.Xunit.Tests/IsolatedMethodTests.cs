namespace Vimage.Xunit.Tests;

/// <summary>Single tests of a class that is not isolated.</summary>
public sealed class IsolatedMethodTests
{
    private static readonly HashSet<string> s_names = [];

    [Fact]
    public void ATestWithoutTheMark_RunsInTheRoot() => Assert.Same(Vnet.Root, Vnet.Current);

    [Theory]
    [Isolated]
    [MemberData(nameof(Rows))]
    public void RowsThatAreOnlyKnownAtRunTime_HaveAVnetEach(object row)
    {
        Assert.NotNull(row);
        Assert.NotSame(Vnet.Root, Vnet.Current);
        lock (s_names)
        {
            Assert.True(s_names.Add(Vnet.Current.FullName));
        }
    }

    [Fact]
    [Isolated]
    public async Task WhatATestStarts_RunsInItsVnet()
    {
        Vnet vnet = Vnet.Current;
        Assert.Same(vnet, await Task.Run(static () => Vnet.Current, TestContext.Current.CancellationToken));
    }

    // Objects that xunit can't serialize: it enumerates them while the test case runs.
    public static TheoryData<object> Rows() => [new object(), new object()];
}
