using Rule = Vimage.Analyzers.Tests.Harness.RuleTest<Vimage.Analyzers.Declarations.VIM0018UnreachableNameAnalyzer>;

namespace Vimage.Analyzers.Tests.Declarations;

public sealed class VIM0018UnreachableNameTests
{
    [Fact]
    public Task ReportsTheSecondVariableOfAName() => Rule.Reports(
        "partial class M { [Virtualized(Name = \"a\")] static int x; [Virtualized(ByRef = true, Name = \"a\")] static int [|y|]; }",
        "namespace N { partial class O { [Virtualized(Name = \"a\")] internal static partial int [|P|] { get; set; } } }");

    [Fact]
    public Task ReportsNamesOfWhatHasNoValueToFind() => Rule.Reports(
        """
        unsafe partial class M
        {
            [Virtualized(Name = "a")] static partial event Action? [|E|];
            [Virtualized(Name = "b")] static int* [|p|];
            [Virtualized(Name = "c")] static int x, [|y|];
        }

        partial class G<T> { [Virtualized(Name = "d")] static int [|x|]; internal partial class Inner { [Virtualized(Name = "e")] static int [|y|]; } }
        """);

    [Fact]
    public Task IgnoresNamesThatLeadToOneVariable() => Rule.Ignores(
        """
        partial class M
        {
            [Virtualized(Name = "a.b")] static int x;
            [Virtualized(Name = "a.B")] static partial int Y { get; set; }
            [Virtualized(Name = null)] static int z;
            [Virtualized] static int w;
        }
        """);
}
