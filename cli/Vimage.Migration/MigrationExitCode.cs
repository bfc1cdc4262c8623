namespace Vimage.Migration;

/// <summary>How the tools end.</summary>
public enum MigrationExitCode
{
    /// <summary>What was asked is done.</summary>
    Done = 0,

    /// <summary>The answer to what was asked is no.</summary>
    No = 1,

    /// <summary>The input is wrong.</summary>
    BadInput = 2,

    /// <summary>The target could not be loaded.</summary>
    NotLoaded = 3,

    /// <summary>Interrupted by the user.</summary>
    Interrupted = 130,
}
