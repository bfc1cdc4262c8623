namespace Vimage.Proof.Tests;

/// <summary>A proof that can't fail proves nothing.</summary>
public sealed class PlantedDifferenceTests(PlantedDifferences planted) : IClassFixture<PlantedDifferences>
{
    [Theory]
    [MemberData(nameof(PlantedDifferences.Methods), MemberType = typeof(PlantedDifferences))]
    public void APlantedDifference_IsFound_AtBothLevels(string method)
    {
        MethodComparison found = planted.Result.Methods.Single(each =>
            each.Name.Contains(method, StringComparison.Ordinal) && each.Il.Grade == IlGrade.Different);
        Assert.Equal(MachineCodeGrade.Different, found.MachineCode);
        Assert.All(found.Code, static code => Assert.True(code.BeforeHash != code.AfterHash || code.Reason.Length > 0));
    }

    [Fact]
    public void AMethodThatWasNotChanged_IsIdentical() =>
        Assert.Equal(
            planted.Result.Methods.Count - PlantedDifferences.Methods.Count,
            planted.Result.Count(IlGrade.Identical));

    [Fact]
    public void MachineCode_DiffersOnlyWhereTheChangedCodeIs()
    {
        // Nothing that was changed is small enough to be inlined into another method.
        Assert.Equal(PlantedDifferences.Methods.Count, planted.Result.Count(MachineCodeGrade.Different));
        Assert.Equal(ProofVerdict.Different, planted.Result.IlVerdict);
        Assert.Equal(ProofVerdict.Different, planted.Result.MachineCodeVerdict);
    }

    [Fact]
    public void ADifferentMethod_ShowsBothListings()
    {
        MethodComparison changed = planted.Result.Methods.Single(static each => each.Name.Contains("Crowd::Move(", StringComparison.Ordinal));
        Assert.Contains(changed.Il.Before, static line => line.Contains("ldc.i4 1103515245", StringComparison.Ordinal));
        Assert.Contains(changed.Il.After, static line => line.Contains("ldc.i4 1103515246", StringComparison.Ordinal));
        CodeComparison code = Assert.Single(changed.Code);
        Assert.Contains(code.Before, static line => line.Contains("0x41C64E6D", StringComparison.Ordinal));
        Assert.Contains(code.After, static line => line.Contains("0x41C64E6E", StringComparison.Ordinal));
        Assert.Contains(code.Before, static line => line.Contains("{int32 Plant.Crowd::seed}", StringComparison.Ordinal));
    }
}
