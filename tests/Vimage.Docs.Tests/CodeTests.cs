using Microsoft.CodeAnalysis.CSharp;
using Vimage.Docs.Tests.Harness;

namespace Vimage.Docs.Tests;

/// <summary>
/// The C# of all pages compiles, in each mode, and no rule complains. What a page takes for granted stands in a comment before the block
/// (<see cref="CodeBlock.Given"/>); a block that is not to be compiled says why (<see cref="CodeBlock.WhyNotCompiled"/>).
/// </summary>
public sealed class CodeTests
{
    private const string CSharp = "csharp";

    // Of the pages of rules each second example is wrong on purpose: PageTests of the analyzers compiles both.
    public static TheoryData<string> PagesWithCode =>
        [.. Pages.All.Where(static path => !Pages.IsOfRule(path) && Compiled(Pages.Read(path)).Any())];

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public async Task The_code_of_a_page_compiles(string path)
    {
        foreach (string mode in new[] { "Globals", "Struct", "Instance" })
        {
            IReadOnlyList<string> faults = await FaultsAsync(Pages.Read(path), mode);
            Assert.True(faults.Count == 0, $"{mode}:\n{string.Join('\n', faults)}");
        }
    }

    [Fact]
    public void No_block_is_left_out_but_these()
    {
        string[] left =
        [
            .. from path in Pages.All
               where !Pages.IsOfRule(path)
               from block in Pages.Read(path).Blocks
               where block.Language == CSharp && (block.WhyNotCompiled ?? block.Snapshot) is not null
               select $"{path}: {block.WhyNotCompiled ?? $"snapshot {block.Snapshot}"}",
        ];
        Assert.Equal(["docs/migrating.md: TutorialTests builds and runs it", "README.md: snapshot Fields"], left.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_pages_of_rules_have_the_two_examples_that_are_tested()
    {
        foreach (string path in Pages.All.Where(Pages.IsOfRule))
        {
            Page page = Pages.Read(path);
            Assert.Equal(2, page.Blocks.Count(static block => block.Language == CSharp));
        }
    }

    [Fact]
    public async Task The_code_of_documentation_comments_compiles()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(Pages.Root, "runtime"), "*.cs", SearchOption.AllDirectories))
        {
            Page page = DocumentationComments.Read(Path.GetRelativePath(Pages.Root, path), await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
            if (page.Blocks.Count > 0)
            {
                IReadOnlyList<string> faults = await FaultsAsync(page, "Instance");
                Assert.True(faults.Count == 0, string.Join('\n', faults));
            }
        }
    }

    [Fact]
    public async Task A_block_that_does_not_compile_is_reported_with_its_page_and_line()
    {
        Page page = Page.Parse("docs/wrong.md", """
            # Wrong

            ```csharp
            int right = 1;
            Console.WriteLine(right);
            Console.WriteLine(wrong);
            ```

            ```csharp
            public static partial class Wrong { [Virtualized] internal static int x; }
            int y = Wrong.V_y;
            ```

            ```csharp
            int z = ;
            ```

            ```csharp
            Vnet.Root.Enter();
            ```
            """);
        IReadOnlyList<string> faults = await FaultsAsync(page, "Instance");
        Assert.Collection(
            faults,
            static fault => Assert.StartsWith("docs/wrong.md:6: CS0103: The name 'wrong'", fault, StringComparison.Ordinal),
            static fault => Assert.StartsWith("docs/wrong.md:11: CS0117: 'Wrong' does not contain a definition for 'V_y'", fault, StringComparison.Ordinal),
            static fault => Assert.StartsWith("docs/wrong.md:15: CS1525", fault, StringComparison.Ordinal),
            static fault => Assert.StartsWith("docs/wrong.md:19: VIM0201", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_block_sees_what_is_given_and_what_was_before_it_and_a_file_replaces_itself()
    {
        Page page = Page.Parse("docs/right.md", """
            <!-- usings: System.Net -->

            ```csharp
            // Program.cs
            internal static class First;
            ```

            ```csharp
            // Program.cs
            internal static class Second;
            ```

            <!-- given: IPAddress address = IPAddress.Loopback; static Task SomethingAsync() => Task.CompletedTask; -->
            ```csharp
            await SomethingAsync();
            Console.WriteLine($"{address} {typeof(Second)}");
            ```

            ```csharp
            Console.WriteLine(typeof(First));
            ```
            """);
        string fault = Assert.Single(await FaultsAsync(page, "Globals"));
        Assert.StartsWith("docs/right.md:20: CS0246", fault, StringComparison.Ordinal);
    }

    private static IEnumerable<CodeBlock> Compiled(Page page) =>
        page.Blocks.Where(static block => block is { Language: CSharp, WhyNotCompiled: null, Snapshot: null });

    private static async Task<IReadOnlyList<string>> FaultsAsync(Page page, string mode)
    {
        PageCompiler compiler = new(page, mode);
        List<string> faults = [];
        CSharpCompilation? last = null;
        foreach (CodeBlock block in Compiled(page))
        {
            (last, IReadOnlyList<string> errors) = compiler.Add(block);
            faults.AddRange(errors);
        }

        // The network and the like come in Instance, and the rules say so of a project in another mode.
        return mode == "Instance" ? [.. faults, .. await compiler.AnalyzeAsync(last!)] : faults;
    }
}
