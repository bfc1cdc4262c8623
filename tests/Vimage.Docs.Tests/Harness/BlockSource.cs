using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Generator.Tests.Harness;

namespace Vimage.Docs.Tests.Harness;

/// <summary>
/// Makes a file of a block. Its statements, which may stand beside types in any order, become a method of a class whose other members
/// are what the page takes for granted. <c>#line</c> leads from the file back to the page.
/// </summary>
internal static class BlockSource
{
    /// <summary>The method that has a block's statements; it takes the arguments of a program.</summary>
    internal const string Method = "RunAsync";

    /// <summary>Says the name of the class around a block's statements.</summary>
    internal static string ClassOf(CodeBlock block) => $"BlockAtLine{block.Line}";

    internal static string Write(CodeBlock block, IReadOnlyList<string> usings)
    {
        CompilationUnitSyntax parsed = Parse(block).GetCompilationUnitRoot();
        StringBuilder file = new();
        if (block.FileName is null)
        {
            file.AppendJoin("", usings.Prepend("Vimage").Except(parsed.Usings.Select(static each => each.Name?.ToString() ?? "")).Select(static name => $"using {name};\n"));
        }

        foreach (UsingDirectiveSyntax each in parsed.Usings)
        {
            Append(file, block, each);
        }

        GlobalStatementSyntax[] statements = [.. parsed.Members.OfType<GlobalStatementSyntax>()];
        if (statements.Length > 0 || block.Given.Length > 0)
        {
            file.Append("internal sealed class ").Append(ClassOf(block)).Append("\n{\n").Append(block.Given).Append("\npublic async System.Threading.Tasks.Task ").Append(Method).Append("(string[] args)\n{\n");
            foreach (GlobalStatementSyntax each in statements)
            {
                Append(file, block, each);
            }

            file.Append("#line default\n}\n}\n");
        }

        foreach (MemberDeclarationSyntax each in parsed.Members.Where(static member => member is not GlobalStatementSyntax))
        {
            Append(file, block, each);
        }

        return file.ToString();
    }

    /// <summary>Reads a block as it stands.</summary>
    internal static SyntaxTree Parse(CodeBlock block) => CSharpSyntaxTree.ParseText(block.Code, VimageCompiler.ParseOptions, block.Path);

    private static void Append(StringBuilder file, CodeBlock block, SyntaxNode node)
    {
        int line = node.SyntaxTree.GetLineSpan(node.FullSpan).StartLinePosition.Line + block.Line;
        file.Append("#line ").Append(line).Append(" \"").Append(block.Path).Append("\"\n").Append(node.ToFullString()).Append('\n');
    }
}
