using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Vimage.Analyzers.Tests.Harness;
using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Inventory.VIM0302SuggestedClassAnalyzer>;

namespace Vimage.Analyzers.Tests.Inventory;

public sealed class VIM0302SuggestedClassTests
{
    private static readonly TestOptions s_alone = new() { HasRuntime = false };

    [Theory]
    [InlineData("int x = 1;", "int N() => x;", "never written after its initializer", "set-once")]
    [InlineData("int x;", "static M() { x = 1; } int N() => x;", "written only while its type is initialized", "set-once")]
    [InlineData("readonly int[] x = { 1 };", "int N() => x[0];", "what it holds is never changed", "const-like")]
    [InlineData("int x;", "", "never used", "const-like")]
    [InlineData("int[]? xCache;", "void N() => xCache = null;", "is a cache by its name or type", "cache")]
    [InlineData("readonly AsyncLocal<int> x = new();", "void N() => x.Value = 1;", "is AsyncLocal", "thread")]
    [InlineData("int x;", "void N() => x++;", "changes while the program runs", "virtualize it")]
    [InlineData("int x;", "void N() => int.TryParse(\"\", out x);", "changes while the program runs", "virtualize it")]
    [InlineData("int x;", "void N() => (x, _) = (1, 2);", "changes while the program runs", "virtualize it")]
    [InlineData("readonly int[] x = { 1 };", "void N() => x[0]++;", "changes while the program runs", "virtualize it")]
    [InlineData("readonly List<int> x = new();", "void N() => x.Add(1);", "changes while the program runs", "virtualize it")]
    [InlineData("readonly List<int> x = new();", "List<int> N() => x;", "changes while the program runs", "virtualize it")]
    [InlineData("readonly List<int> x = new();", "int N() => x.Count;", "what it holds is never changed", "const-like")]
    [InlineData("event Action? x;", "void N() => x?.Invoke();", "changes while the program runs", "virtualize it")]
    public Task ReportsTheClass(string declaration, string use, string reason, string @class)
    {
        string name = declaration.Contains("xCache", StringComparison.Ordinal) ? "xCache" : "x";
        int column = declaration.IndexOf($" {name}", StringComparison.Ordinal) + "class M { static ".Length + 2;
        return Rule.ReportsWith(
            s_alone with
            {
                Expected =
                [
                    new DiagnosticResult(RuleIds.SuggestedClass, DiagnosticSeverity.Info)
                        .WithSpan("/Test0.cs", 1, column, 1, column + name.Length)
                        .WithArguments(name, reason, @class),
                ],
            },
            $"class M {{ static {declaration} {use} }}");
    }

    [Fact]
    public Task IgnoresWhatIsClassified() => Rule.ReportsWith(
        s_alone with { AdditionalFiles = [("/vimage.statics.tsv", "F:M.a\tset-once\n")] },
        "class M { static int a; const int B = 1; static readonly int c = 1;\n // vimage: cache\n static int d; }");
}
