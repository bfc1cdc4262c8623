using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Docs.Tests.Harness;

namespace Vimage.Docs.Tests;

/// <summary>The programs that a page builds up print what it says behind <c>$ dotnet run</c>.</summary>
public sealed partial class OutputTests
{
    [Fact]
    public async Task The_programs_of_getting_started_print_what_the_page_says()
    {
        List<CodeBlock> code = [];
        string mode = "Globals";
        int runs = 0;
        Page page = Pages.Read("docs/getting-started.md");
        foreach (CodeBlock block in page.Blocks)
        {
            if (block.Language == "csharp")
            {
                code.Add(block);
            }
            else if (block.Language == "xml" && Mode().Match(block.Code) is { Success: true } set)
            {
                mode = set.Groups["mode"].Value;
            }
            else if (Run().Match(block.Code) is { Success: true } run)
            {
                string once = run.Groups["mode"] is { Success: true } given ? given.Value : mode;

                // What runs at once may print in any order.
                Assert.Equal(run.Groups["output"].Value.Split('\n').Order(), (await RunAsync(page, once, code)).Split('\n').Order());
                runs++;
            }
        }

        Assert.Equal(3, runs);
    }

    private static async Task<string> RunAsync(Page page, string mode, IEnumerable<CodeBlock> code)
    {
        PageCompiler compiler = new(page, mode);
        CSharpCompilation? last = null;
        CodeBlock? program = null;
        foreach (CodeBlock block in code)
        {
            (last, _) = compiler.Add(block);
            program = block.FileName == "Program.cs" ? block : program;
        }

        using MemoryStream image = new();
        Assert.True(last!.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        Type around = new AssemblyLoadContext(mode).LoadFromStream(image).GetType(BlockSource.ClassOf(program!), throwOnError: true)!;
        MethodInfo main = around.GetMethod(BlockSource.Method)!;

        TextWriter console = Console.Out;
        using StringWriter output = new();
        Console.SetOut(output);
        try
        {
            await (Task)main.Invoke(Activator.CreateInstance(around), [Array.Empty<string>()])!;
        }
        finally
        {
            Console.SetOut(console);
            foreach (Vnet vnet in Vnet.Root.Children)
            {
                await vnet.DestroyAsync();
            }
        }

        return output.ToString().ReplaceLineEndings("\n").TrimEnd('\n');
    }

    [GeneratedRegex(@"<VimageMode>(?<mode>\w+)</VimageMode>")]
    private static partial Regex Mode();

    [GeneratedRegex(@"^\$ dotnet run( -p:VimageMode=(?<mode>\w+))?\n(?<output>[\s\S]+)$")]
    private static partial Regex Run();
}
