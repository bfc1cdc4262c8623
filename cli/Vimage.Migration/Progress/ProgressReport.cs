using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Graduating;
using Vimage.Migration.Hoisting;
using Vimage.Migration.Loading;
using Vimage.Migration.Scanning;

namespace Vimage.Migration.Progress;

/// <summary>Works out how far each project of a code base is.</summary>
public static class ProgressReport
{
    /// <summary>Works it out.</summary>
    /// <param name="codebase">The code base.</param>
    /// <param name="gate">What has been decided about its statics, if that is written down.</param>
    /// <param name="proofs">What proofs have shown, of assemblies by name.</param>
    /// <param name="onProgress">Told how far the work is.</param>
    /// <param name="cancellation">To stop.</param>
    /// <returns>A row for each project, in the order of the code base.</returns>
    public static IReadOnlyList<ProjectStage> Of(
        Codebase codebase, GateFile? gate, IReadOnlyDictionary<string, ProofCounts> proofs, Action<StepProgress> onProgress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(codebase);
        ArgumentNullException.ThrowIfNull(proofs);
        ScanResult scan = Scanner.Scan(codebase, new ScanOptions { ChecksIl = false, OnProgress = onProgress }, cancellation);
        return [.. codebase.Projects.Select(project => Of(project, scan, gate, proofs, cancellation))];
    }

    private static ProjectStage Of(
        CodebaseProject project, ScanResult scan, GateFile? gate, IReadOnlyDictionary<string, ProofCounts> proofs, CancellationToken cancellation)
    {
        StaticFinding[] own = [.. scan.Findings.Where(finding => project.Files.ContainsKey(finding.Global.Key.FilePath))];
        StaticFinding[] open = [.. own.Where(static finding => finding.NeedsClass)];
        StaticFinding[] marked = [.. own.Where(static finding => finding.Class == StaticClass.Virtualized)];
        int graduated = StateStructVariables.In(project, cancellation).Count();
        ProofCounts proof = proofs.GetValueOrDefault(project.Compilation.AssemblyName ?? "");
        return new ProjectStage(
            project.Name,
            graduated + open.Length + marked.Length,
            graduated + marked.Length + open.Count(finding => gate?.ClassOf(finding.Symbol) is not null),
            graduated + marked.Length + open.Count(finding => gate?.ClassOf(finding.Symbol) == StaticClass.Virtualize),
            graduated + marked.Length,
            graduated + marked.Count(static finding => finding.Global.KeepsItsName || finding is { Reads: 0, HandedOut: 0, Writers.Count: 0 }),
            proof.Methods,
            proof.Proven,
            project.Files.Values.Sum(tree => tree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>().Count(IsLookUp)),
            new HoistFinder(project, Environment.ProcessorCount).Find(cancellation).Count,
            graduated,
            graduated + marked.Count(static finding => !finding.Global.KeepsItsName));
    }

    private static bool IsLookUp(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText.StartsWith(GeneratedNames.HookPrefix, StringComparison.Ordinal),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText.StartsWith(GeneratedNames.HookPrefix, StringComparison.Ordinal),
        _ => false,
    };
}
