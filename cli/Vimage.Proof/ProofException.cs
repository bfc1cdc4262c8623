namespace Vimage.Proof;

/// <summary>The proof could not be made: a file that is missing or no assembly, or a listing that failed.</summary>
public sealed class ProofException : Exception
{
    internal ProofException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets a value indicating whether a given file is at fault, and not the making of the proof.</summary>
    public bool IsBadInput { get; init; }
}
