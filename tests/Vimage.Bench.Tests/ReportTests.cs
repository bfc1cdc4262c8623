using System.Text.Json;
using Vimage.Bench.Documents;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Tests;

/// <summary>Reports as files, and as the page.</summary>
public sealed class ReportTests : IDisposable
{
    private static readonly Report s_report = new(
        "access",
        "a machine",
        [
            ReportRow.Of(new Row("plain", 2, "ns")),
            ReportRow.Of(new Row("own", 2.5, "ns", "plain", 1.25, Target.AtMost(1.1))),
        ]);

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void File_HasTheNamesThatReadersRelyOn()
    {
        ReportFile.Write(_file, s_report);

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_file));
        Assert.Equal("access", json.RootElement.GetProperty("suite").GetString());
        Assert.Equal("a machine", json.RootElement.GetProperty("machine").GetString());
        JsonElement row = json.RootElement.GetProperty("rows")[1];
        Assert.Equal("own", row.GetProperty("id").GetString());
        Assert.Equal(2.5, row.GetProperty("value").GetDouble());
        Assert.Equal("ns", row.GetProperty("unit").GetString());
        Assert.Equal("plain", row.GetProperty("peer").GetString());
        Assert.Equal(1.25, row.GetProperty("ratio").GetDouble());
        Assert.Equal("<= 1.10", row.GetProperty("target").GetString());
        Assert.False(row.GetProperty("met").GetBoolean());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("rows")[0].GetProperty("met").ValueKind);
    }

    [Fact]
    public void File_ReadsAsItWasWritten()
    {
        ReportFile.Write(_file, s_report);

        Report read = ReportFile.Read(_file);

        Assert.Equal(s_report.Rows, read.Rows);
        Assert.Equal((s_report.Suite, s_report.Machine), (read.Suite, read.Machine));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void FileOfSomethingElse_IsRefusedByName(string content)
    {
        File.WriteAllText(_file, content);

        BadInputException refused = Assert.Throws<BadInputException>(() => ReportFile.Read(_file));

        Assert.Contains(_file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_HasEveryRow_AndShowsWhatIsNotMet()
    {
        string page = BenchmarksPage.Render([s_report]);

        Assert.Contains("## access\n\na machine\n", page, StringComparison.Ordinal);
        Assert.Contains("| plain | 2.00 | ns |  |  |  |  |\n", page, StringComparison.Ordinal);
        Assert.Contains("| own | 2.50 | ns | 1.25 | plain | <= 1.10 | **no** |\n", page, StringComparison.Ordinal);
    }
}
