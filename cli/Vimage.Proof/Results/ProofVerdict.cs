namespace Vimage.Proof;

/// <summary>What a comparison of two builds has shown.</summary>
public enum ProofVerdict
{
    /// <summary>Every method is the same.</summary>
    ZeroDifference,

    /// <summary>No difference was found, but some methods could not be compared.</summary>
    Incomplete,

    /// <summary>Something differs.</summary>
    Different,
}
