using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Graduating;

/// <summary>The changes that move the variables of one module.</summary>
/// <param name="Name">The module's full name.</param>
/// <param name="Variables">How many variables are moved.</param>
/// <param name="Changes">The changes of each file, in order.</param>
internal sealed record ModuleMove(string Name, int Variables, IReadOnlyList<(string File, IReadOnlyList<TextChange> Changes)> Changes)
{
    internal static ModuleMove Of(MarkedFields module, IReadOnlySet<MemberDeclarationSyntax> movable)
    {
        CodebaseProject[] projects = [.. module.Variables.Select(static global => global.Project).Distinct()];
        string name = StateStructName.Of(module.Type);
        List<(string File, IReadOnlyList<TextChange> Changes)> changes = [];
        foreach (IGrouping<SyntaxTree, SyntaxNode> file in movable.Select(static field => field.Parent!).Distinct().GroupBy(static part => part.SyntaxTree))
        {
            SemanticModel model = projects.First(project => project.Compilation.ContainsSyntaxTree(file.Key)).Compilation.GetSemanticModel(file.Key);
            FieldText text = new(model, movable);
            changes.Add((file.Key.FilePath, [.. file
                .Cast<TypeDeclarationSyntax>()
                .SelectMany(part => new StateStructEdits(part, name, text).Of(FieldRun.In(part, movable)))
                .OrderBy(static change => change.Span.Start)]));
        }

        return new ModuleMove(
            module.Name, movable.Sum(static field => ((FieldDeclarationSyntax)field).Declaration.Variables.Count), changes);
    }

    /// <summary>Returns whether an error is in one of the module's files, or speaks of the module.</summary>
    internal bool IsNear(Diagnostic error) =>
        Changes.Any(change => change.File == error.Location.SourceTree?.FilePath)
        || error.Location.SourceTree?.FilePath.Contains($"{Name[(Name.LastIndexOf('.') + 1)..].Split('<')[0]}", StringComparison.Ordinal) == true;
}
