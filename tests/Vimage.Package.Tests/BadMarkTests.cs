using Vimage.Package.Tests.Harness;

namespace Vimage.Package.Tests;

/// <summary>
/// A mark that can't work, as <c>dotnet build</c> sees it: the rule says so at the mark. An error in a generated file would keep the
/// compiler from running the rules at all.
/// </summary>
public sealed class BadMarkTests(PackageFixture package)
{
    private static readonly string[] s_declarations =
    [
        "static partial class VIM0005a { [Virtualized] static int x; static int V_x; }",
        "static partial class VIM0005b { [Virtualized] static int x; static void V_x() { } }",
        "static partial class VIM0005c { [Virtualized] internal static int x; } static partial class VIM0005c { static int V_x; }",
        "static partial class V_x { [Virtualized] static int x; }",
        "static partial class VIM0005e<V_x> { [Virtualized] static int x; }",
        "static partial class VIM0017a { [Virtualized] internal static int x; static void INIT_VNET_VIM0017A(object vnet) { } }",
        "static partial class VIM0017b { [Virtualized] internal static int x; class VnetView { } }",
        "static class VIM0001a { [Virtualized] static int x; }",
        "class VIM0001b { static partial class Inner { [Virtualized] static int x; } }",
        "partial class VIM0002a { [Virtualized] int x; }",
        "partial class VIM0002b { [Virtualized] const int x = 1; }",
        "partial class VIM0002c { [Virtualized] static event Action? x; }",
        "partial class VIM0002d { [Virtualized] static int x { get; set; } }",
        "partial class VIM0003a { [Virtualized, ThreadStatic] static int x; }",
        "file static partial class VIM0004a { [Virtualized] static int x; }",
    ];

    [Theory]
    [InlineData("Globals")]
    [InlineData("Instance")]
    public async Task IsReportedWhereItIs_AndNothingInGeneratedFiles(string mode)
    {
        ConsumerProject project = package.CreateConsumer($"BadMarks{mode}", $"using System;\nusing Vimage;\nConsole.WriteLine();\n{string.Join('\n', s_declarations)}\n");
        string output = await project.Build("Debug", mode, 1);
        Assert.DoesNotContain(".g.cs", output, StringComparison.Ordinal);
        for (int i = 0; i < s_declarations.Length; i++)
        {
            // The class is named after the rule, but for one whose name is the mistake.
            string rule = s_declarations[i].Split("class ")[1][..7] is ['V', 'I', 'M', ..] named and var id ? id : "VIM0005";
            Assert.Matches($@"Program\.cs\({i + 4},\d+\): error {rule}", output);
        }
    }
}
