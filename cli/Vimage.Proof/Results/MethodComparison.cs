namespace Vimage.Proof;

/// <summary>A method of the build before, compared with its counterpart in the build after.</summary>
/// <param name="Name">Type, name and signature.</param>
/// <param name="Il">The comparison of its IL.</param>
/// <param name="Code">The comparison of its machine code: one, or one for each instantiation that was compiled.</param>
public sealed record MethodComparison(string Name, IlComparison Il, IReadOnlyList<CodeComparison> Code)
{
    /// <summary>Gets how alike the machine code is over all instantiations: the worst of them.</summary>
    public MachineCodeGrade MachineCode => Code
        .Select(static each => each.Grade)
        .DefaultIfEmpty(MachineCodeGrade.NotCompared)
        .MaxBy(static grade => grade switch
        {
            MachineCodeGrade.Missing => 3,
            MachineCodeGrade.Different => 2,
            MachineCodeGrade.NotListed => 1,
            _ => 0,
        });

    /// <summary>Gets a value indicating whether a level that was compared shows a difference.</summary>
    public bool Differs => Il.Grade is IlGrade.Different or IlGrade.Missing
        || MachineCode is MachineCodeGrade.Different or MachineCodeGrade.Missing;
}
