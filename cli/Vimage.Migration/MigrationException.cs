namespace Vimage.Migration;

/// <summary>A migration can't go on; the message says what, where, and what to do. Nothing was changed.</summary>
/// <param name="exitCode">How a tool that ends on it is to end.</param>
/// <param name="message">One sentence or a few lines, for a person.</param>
public sealed class MigrationException(MigrationExitCode exitCode, string message) : Exception(message)
{
    /// <summary>Gets how a tool that ends on it is to end.</summary>
    public MigrationExitCode ExitCode { get; } = exitCode;
}
