namespace Vimage.Migration.Progress;

/// <summary>What a proof has shown of an assembly.</summary>
/// <param name="Methods">How many methods were compared.</param>
/// <param name="Proven">How many of them are the same.</param>
public readonly record struct ProofCounts(int Methods, int Proven);
