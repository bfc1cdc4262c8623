namespace Vimage.Proof;

/// <summary>Two builds of an assembly, compared method by method.</summary>
/// <param name="BeforePath">The file before.</param>
/// <param name="AfterPath">The file after.</param>
/// <param name="Levels">What was compared.</param>
/// <param name="Methods">Every method of the build before, ordered by name.</param>
/// <param name="Declarations">The types whose declarations differ; compared together with IL.</param>
/// <param name="Added">The methods that only the build after has.</param>
public sealed record ProofResult(
    string BeforePath,
    string AfterPath,
    ProofLevels Levels,
    IReadOnlyList<MethodComparison> Methods,
    IReadOnlyList<DeclarationDifference> Declarations,
    IReadOnlyList<AddedMethod> Added)
{
    /// <summary>Gets the verdict over everything that was compared.</summary>
    public ProofVerdict Verdict => (ProofVerdict)Math.Max((int)IlVerdict, (int)MachineCodeVerdict);

    /// <summary>Gets the verdict over IL and declarations alone.</summary>
    public ProofVerdict IlVerdict =>
        Levels.HasFlag(ProofLevels.Il) && (HasUnexpected || Declarations.Count > 0 || Count(IlGrade.Different) > 0)
            ? ProofVerdict.Different
            : ProofVerdict.ZeroDifference;

    /// <summary>Gets the verdict over machine code alone.</summary>
    public ProofVerdict MachineCodeVerdict => !Levels.HasFlag(ProofLevels.MachineCode) ? ProofVerdict.ZeroDifference
        : HasUnexpected || Count(MachineCodeGrade.Different) > 0 ? ProofVerdict.Different
        : Count(MachineCodeGrade.NotListed) > 0 ? ProofVerdict.Incomplete
        : ProofVerdict.ZeroDifference;

    private bool HasUnexpected => Added.Any(static method => method.By == AddedBy.Program)
        || Methods.Any(static method => method.Il.Grade == IlGrade.Missing || method.MachineCode == MachineCodeGrade.Missing);

    /// <summary>Counts the methods whose IL has a grade.</summary>
    /// <param name="grade">The grade.</param>
    /// <returns>How many.</returns>
    public int Count(IlGrade grade) => Methods.Count(method => method.Il.Grade == grade);

    /// <summary>Counts the methods whose machine code has a grade.</summary>
    /// <param name="grade">The grade.</param>
    /// <returns>How many.</returns>
    public int Count(MachineCodeGrade grade) => Methods.Count(method => method.MachineCode == grade);
}
