using Microsoft.CodeAnalysis;
using Vimage.Migration.Globals;
using Vimage.Migration.Graduating;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Scanning.Il;

/// <summary>
/// Compares the statics that were found in source with the static fields of the compiled assembly, and who writes them: what one
/// of them misses, the other shows.
/// </summary>
internal static class IlCheck
{
    internal static IlCheckResult Run(CodebaseProject project, Dictionary<string, StaticFinding> findings, CancellationToken cancellation)
    {
        using MemoryStream image = new();
        if (!project.Compilation.Emit(image, cancellationToken: cancellation).Success)
        {
            return new IlCheckResult(0, 0, [$"{project.Name} does not compile, so that its IL can't be compared with its source."]);
        }

        (HashSet<string> written, HashSet<string> generated) = SymbolsOf(project);
        HashSet<string> graduated = [.. StateStructVariables.In(project, cancellation).Select(static variable => variable.Symbol)];
        IlStatics il = IlStatics.Read(image);
        List<string> differences = [];
        foreach (string id in il.Fields.Keys.Where(id => !written.Contains(id) && !generated.Contains(id) && !graduated.Contains(id)).Order(StringComparer.Ordinal))
        {
            differences.Add($"{project.Name}: IL has the static {id}, the source has not.");
        }

        // A marked event keeps its handlers under a name of the generator's.
        foreach (string id in written.Where(id => !il.Fields.ContainsKey(id) && !IsMarked(findings, id)).Order(StringComparer.Ordinal))
        {
            differences.Add($"{project.Name}: the source has the static {id}, IL has not.");
        }

        foreach ((string id, IReadOnlyList<string> writers) in il.Fields.OrderBy(static each => each.Key, StringComparer.Ordinal))
        {
            if (writers.Count > 0 && findings.TryGetValue(id, out StaticFinding? finding) && !IsMarked(findings, id) && finding.Writers.Count == 0)
            {
                differences.Add($"{project.Name}: by IL, {id} is written by {string.Join(", ", writers)}; in source no write was found.");
            }
        }

        return new IlCheckResult(generated.Count, il.MadeByCompiler, differences);
    }

    private static bool IsMarked(Dictionary<string, StaticFinding> findings, string id) =>
        findings.TryGetValue(id, out StaticFinding? finding) && finding.Class == StaticClass.Virtualized;

    // The variables of a project, by where they come from. What Vimage's own generator adds is none of them.
    private static (HashSet<string> Written, HashSet<string> Generated) SymbolsOf(CodebaseProject project)
    {
        HashSet<string> written = new(StringComparer.Ordinal);
        HashSet<string> generated = new(StringComparer.Ordinal);
        foreach (ISymbol member in StaticVariables.TypesIn(project.Sources.Assembly.GlobalNamespace)
            .SelectMany(static type => type.GetMembers())
            .Where(StaticVariables.IsVariable))
        {
            bool isWritten = GlobalKey.Of(member) is { } key && project.Files.ContainsKey(key.FilePath);
            (isWritten ? written : generated).Add(member.GetDocumentationCommentId()!);
        }

        return (written, generated);
    }
}
