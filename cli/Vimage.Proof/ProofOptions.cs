namespace Vimage.Proof;

/// <summary>How to compare.</summary>
public sealed record ProofOptions
{
    /// <summary>Gets what is compared; everything, unless said otherwise.</summary>
    public ProofLevels Levels { get; init; } = ProofLevels.All;

    /// <summary>Gets how long one listing of one assembly may take.</summary>
    public TimeSpan ListingTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
