namespace Vimage.Proof;

/// <summary>The machine code of a method, or of one instantiation of it, in two builds.</summary>
/// <param name="Instantiation">The type arguments that it was compiled for; nothing for a method that is not generic.</param>
/// <param name="Grade">How alike the code is.</param>
/// <param name="BeforeHash">MD5 of the normalised listing before, in hexadecimal; <see langword="null"/> without one.</param>
/// <param name="AfterHash">Likewise, after.</param>
/// <param name="Reason">Why the code is different or was not listed; nothing otherwise.</param>
public sealed record CodeComparison(string Instantiation, MachineCodeGrade Grade, string? BeforeHash, string? AfterHash, string Reason)
{
    /// <summary>Gets the normalised listing before, a line each; empty unless the code differs.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Gets the normalised listing after; empty unless the code differs.</summary>
    public IReadOnlyList<string> After { get; init; } = [];
}
