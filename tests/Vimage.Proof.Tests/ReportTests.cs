using System.Text.Json;

namespace Vimage.Proof.Tests;

/// <summary>The reports, for people and for programs.</summary>
public sealed class ReportTests
{
    private static readonly ProofResult s_result = new(
        "before.dll",
        "after.dll",
        ProofLevels.All,
        [
            new("int32 A::F()", new IlComparison(IlGrade.Identical, [], []), [new("", MachineCodeGrade.Identical, "00", "00", "")]),
            new(
                "int32 A::G()",
                new IlComparison(IlGrade.Different, ["ldc.i4.1", "ret"], ["ldc.i4.2", "ret"]),
                [
                    new("System.Int32", MachineCodeGrade.Different, "00", "01", "") { Before = ["mov eax, 1", "ret"], After = ["mov eax, 2", "ret"] },
                ]),
        ],
        [],
        [new AddedMethod("int32 A::get_V_x()", AddedBy.Vimage)]);

    [Fact]
    public void TheTextReport_HasVerdictCountsAndDifferences()
    {
        using StringWriter text = new() { NewLine = "\n" };
        TextReport.Write(text, s_result);
        Assert.Equal(
            """
            DIFFERENT: 2 methods of
              before  before.dll
              after   after.dll
              IL: 1 identical, 1 different
              machine code: 1 identical, 1 different
              added after: 1 by Vimage

            int32 A::G()
              IL: different
                - ldc.i4.1
                + ldc.i4.2
                  ret
              machine code for System.Int32: different
                - mov eax, 1
                + mov eax, 2
                  ret

            """,
            text.ToString());
    }

    [Fact]
    public void ListingsSideBySide_AreInTwoColumns()
    {
        using StringWriter text = new() { NewLine = "\n" };
        TextReport.Write(text, s_result, new TextReportOptions { SideBySideWidth = 31 });
        Assert.Contains("    mov eax, 1     | mov eax, 2\n    ret              ret\n", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheJsonReport_HasEveryMethodWithItsHashes()
    {
        using MemoryStream stream = new();
        await JsonReport.WriteAsync(stream, s_result, TestContext.Current.CancellationToken);
        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        JsonElement root = document.RootElement;
        Assert.Equal("different", root.GetProperty("verdict").GetString());
        Assert.Equal(1, root.GetProperty("machineCodeCounts").GetProperty("identical").GetInt32());
        JsonElement method = root.GetProperty("methods")[1];
        Assert.Equal("int32 A::G()", method.GetProperty("name").GetString());
        Assert.Equal("01", method.GetProperty("code")[0].GetProperty("afterHash").GetString());
    }

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abcabba", "cbabac")]
    [InlineData("", "abc")]
    [InlineData("abc", "")]
    [InlineData("aaaa", "aa")]
    public void ADiff_HasTheLinesOfBothListings_InOrder(string before, string after)
    {
        IReadOnlyList<DiffRow> rows = ListingDiff.Compute(Lines(before), Lines(after));
        Assert.Equal(Lines(before), rows.Select(static row => row.Before).OfType<string>());
        Assert.Equal(Lines(after), rows.Select(static row => row.After).OfType<string>());
        Assert.All(rows, static row => Assert.Equal(row.IsEqual, row.Before == row.After));
    }

    [Fact]
    public void ADiff_IsTheShortest() =>
        Assert.Equal(4, ListingDiff.Compute(Lines("abcabba"), Lines("cbabac")).Count(static row => row.IsEqual));

    [Fact]
    public void AUnifiedDiff_LeavesOutWhatIsFarFromAChange()
    {
        string[] before = [.. Enumerable.Range(0, 20).Select(static number => $"{number}")];
        string[] after = [.. before];
        after[2] = "two";
        after[17] = "seventeen";
        Assert.Equal(
            ["  1", "- 2", "+ two", "  3", "...", "  16", "- 17", "+ seventeen", "  18"],
            DiffText.Unified(ListingDiff.Compute(before, after), context: 1));
    }

    private static string[] Lines(string text) => [.. text.Select(static c => c.ToString())];
}
